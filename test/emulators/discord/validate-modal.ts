/** What a modal may hold: labels with one input each, text displays, and the older action rows. */
import { type Field, Form } from './form.js';
import { Component, checkChoices, checkCustomId, checkSelect, type Seen } from './validate-components.js';

const inLabel = [3, 4, 5, 6, 7, 8, 19, 21, 22, 23];

/** Throws 50035 for a body no client could show. */
export function validateModal(data: unknown): void {
  const form = new Form();
  const modal: Field = { value: data, path: ['data'] };
  form.object(modal, { isRequired: true });
  form.text(form.at(modal, 'custom_id'), { min: 1, max: 100, isRequired: true });
  form.text(form.at(modal, 'title'), { min: 1, max: 45, isRequired: true });
  const seen: Seen = { customIds: new Set(), ids: new Set() };
  const components = form.at(modal, 'components');
  for (const field of form.list(components, { min: 1, max: 5, isRequired: true })) {
    const type = form.oneOf(form.at(field, 'type'), [Component.actionRow, Component.textDisplay, Component.label], {
      isRequired: true,
    });
    if (type === Component.label) checkLabel(form, field, seen);
    if (type === Component.textDisplay) form.text(form.at(field, 'content'), { min: 1, max: 4000, isRequired: true });
    if (type === Component.actionRow) {
      for (const input of form.list(form.at(field, 'components'), { min: 1, max: 1, isRequired: true })) {
        if (form.oneOf(form.at(input, 'type'), [Component.textInput], { isRequired: true }) === undefined) continue;
        form.text(form.at(input, 'label'), { min: 1, max: 45, isRequired: true });
        checkTextInput(form, input, seen);
      }
    }
  }
  form.done();
}

function checkLabel(form: Form, field: Field, seen: Seen): void {
  form.text(form.at(field, 'label'), { min: 1, max: 45, isRequired: true });
  form.text(form.at(field, 'description'), { min: 1, max: 100 });
  const input = form.at(field, 'component');
  if (form.object(input, { isRequired: true }) === undefined) return;
  const type = form.oneOf(form.at(input, 'type'), inLabel, { isRequired: true });
  form.flag(form.at(input, 'required'));
  if (type === undefined) return;
  if (type === Component.textInput) {
    const label = form.at(input, 'label');
    if (label.value !== undefined && label.value !== null) {
      form.fail(label, 'BASE_TYPE_NOT_ALLOWED', 'A text input in a label has no label of its own');
    }
    checkTextInput(form, input, seen);
  } else if (type <= Component.channelSelect) checkSelect(form, input, seen);
  else {
    checkCustomId(form, form.at(input, 'custom_id'), seen);
    if (type === Component.radioGroup) checkChoices(form, form.at(input, 'options'), { min: 2, max: 10 });
    if (type === Component.checkboxGroup) checkChoices(form, form.at(input, 'options'), { min: 1, max: 10 });
    if (type === Component.fileUpload || type === Component.checkboxGroup) {
      form.whole(form.at(input, 'min_values'), { min: 0, max: 10 });
      form.whole(form.at(input, 'max_values'), { min: 1, max: 10 });
    }
  }
}

function checkTextInput(form: Form, field: Field, seen: Seen): void {
  checkCustomId(form, form.at(field, 'custom_id'), seen);
  form.oneOf(form.at(field, 'style'), [1, 2], { isRequired: true });
  const min = form.whole(form.at(field, 'min_length'), { min: 0, max: 4000 });
  const max = form.whole(form.at(field, 'max_length'), { min: 1, max: 4000 });
  if (min !== undefined && max !== undefined && min > max) {
    form.fail(form.at(field, 'min_length'), 'BASE_TYPE_MAX', 'min_length cannot be greater than max_length');
  }
  form.flag(form.at(field, 'required'));
  form.text(form.at(field, 'value'), { max: 4000 });
  form.text(form.at(field, 'placeholder'), { max: 100 });
}
