/**
 * Makes every value of every query one that both databases keep: PostgreSQL refuses U+0000 in text and libsql cuts the
 * text there; libsql ends the process over a boolean. So text loses U+0000 and lone surrogates become U+FFFD, and any
 * other kind of value is a fault before it reaches the database.
 */
import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type PrimitiveValueListNode,
  type QueryResult,
  type RootOperationNode,
  type UnknownRow,
  type ValueNode,
} from 'kysely';

export class StorableValues implements KyselyPlugin {
  readonly #transformer = new StorableTransformer();

  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    return this.#transformer.transformNode(args.node, args.queryId);
  }

  async transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return args.result;
  }
}

class StorableTransformer extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: storable(node.value) };
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...node, values: node.values.map(storable) };
  }
}

/** The value as the database will keep it. */
export function storable(value: unknown): string | number | null {
  if (typeof value === 'string') {
    const text = value.includes('\u0000') ? value.replaceAll('\u0000', '') : value;
    return text.replace(/\p{Surrogate}/gu, '\ufffd');
  }
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new TypeError(`a value of type ${typeof value} cannot be stored`);
}
