// Text into HTML. Everything that users named goes through here.

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for elements and for attributes in quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** JSON for a script element: no text in it can end the element or start a comment. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** Code for a script element. @throws never: an end tag inside is broken up in a string-safe way */
export function scriptCode(code: string): string {
  return code.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
}

/** A button that copies `text`. */
export function copyButton(text: string, what: string): string {
  const label = escapeHtml(`Copy ${what}`);
  return (
    `<button type="button" class="copy" data-copy="${escapeHtml(text)}" ` +
    `aria-label="${label}">Copy</button>`
  );
}
