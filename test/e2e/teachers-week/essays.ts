/** The corpus of the week: a folder for each of two weeks, besides the essay that is shipped. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const shipped = fileURLToPath(new URL('../../../corpus/streltsov-russo-japanese-relations.md', import.meta.url));

export const harbour = `---
title: Who Silted the Harbour?
language: en
license: CC0-1.0
questions:
  - Why did the harbour silt up?
  - What should the town do first?
---

The harbour of the town silted up within forty years because the river above it was straightened in 1931. Nobody in the council had asked what would become of the sand that the old bends used to hold. The engineers wanted to win fields, and they won them.

According to the harbour master, the fishermen lost half of their catch between 1950 and 1962. The boats stayed in the sheds, and the fish market closed on every day but Friday. The town blamed the sea, which was easier than to blame itself.

A new mole would probably keep some sand out of the basin, and many in the town call for one. However, the sand comes down the river and not in from the sea. A mole would therefore hold it back on the wrong side, and the basin would fill faster than before.

The dredger is the other answer that the council gives. It costs 90,000 crowns a year and takes out less than the river brings in. Dredging is a subscription and not a repair.

The town should give the river its old bends back before it builds anything in the harbour. The fields would flood every third spring, and the farmers are right to ask who pays for that. A fund fed by the harbour dues could pay them, as the neighbouring port has shown since 1974.

What is at stake is more than fish. A town that forgets where its sand comes from will forget where its water comes from as well. The salt marsh, which filters the water, lies behind the same sandbank.
`;

export const nets = `---
title: The Empty Nets
language: en
license: CC0-1.0
questions:
  - Why did the herring leave the bay?
---

The catch in the bay fell by half in twelve years, and the town still argues about the cause. Some blame the council, and others blame the large trawlers from abroad.

The fishermen themselves say that sand is not the reason. Their nets were empty before the basin was shallow, for the herring had left the bay by 1948.

Warm winters drove the herring north, because its spawn dies in water above nine degrees. No council can change that, and no law either.

A dredger would bring the boats out, but it would not bring the fish in. It costs the town 90,000 crowns a year, which is more than the whole catch of 1962 was worth.

The town should close the spawning ground for five years and pay the crews in the meantime. Whoever calls for a mole or a dredger speaks about concrete and not about fish.
`;

const pasture = `---
title: The Pasture of the Village
language: en
license: CC0-1.0
---

The pasture of the village belongs to nobody and feeds everybody. Each herder alone gains from one more cow.

The loss of grass is shared by all, so nobody feels that the loss is of their own making. In a dry summer the pasture turns to dust within a month.

The village should write down how many cows each household may send, and choose a warden who counts them every Sunday.
`;

/** By the name in the corpus folder. */
export async function corpusOfTheWeek(): Promise<Readonly<Record<string, string>>> {
  return {
    'streltsov.md': await readFile(shipped, 'utf8'),
    'week-02/pasture.md': pasture,
    'week-03/harbour.md': harbour,
    'week-03/nets.md': nets,
  };
}
