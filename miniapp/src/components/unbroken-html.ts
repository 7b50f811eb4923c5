/** A telephone number in the text of clean html, not in a tag. */
const TELEPHONE = /\d{3,4}-\d[\d ]*\d(?![^<]*>)/g;

/** Clean html whose telephone numbers stay on one line; `open` is the span's tag that does it here. */
export function unbrokenHtml(html: string, open: string): string {
  return html.replace(TELEPHONE, `${open}$&</span>`);
}
