/** Sends this tab to the provider's page. Never a popup: in-app browsers block them. */
export const openUrl = (url: string): void => window.location.assign(url);

/** The same by a form post; `root` is where the form may stand for the moment. */
export function postForm(root: ParentNode & Node, action: string, fields: Readonly<Record<string, string>>): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  form.hidden = true;
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  root.append(form);
  // Not form.submit: a field may bear that name.
  HTMLFormElement.prototype.submit.call(form);
  form.remove();
}
