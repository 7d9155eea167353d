/** The least that Lit can do: one element that asks and draws. Bundled and minified by the bench. */
import { css, html, LitElement, nothing } from 'lit';

class LitList extends LitElement {
  static properties = { thread: {}, page: { state: true } };
  static styles = css`
    ol { padding: 0; list-style: none }
    p { margin: 0.25em 0 1em; white-space: pre-wrap }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.load(1);
  }

  async load(number) {
    const query = new URLSearchParams({ site: location.origin, thread: this.getAttribute('thread'), sort: 'oldest', size: '25', page: number });
    const response = await fetch(new URL(`/v1/comments?${query}`, import.meta.url));
    this.page = await response.json();
  }

  render() {
    if (!this.page) return nothing;
    const { items, total, number, pageCount } = this.page;
    return html`<h2>${total} comments</h2>
      <ol>
        ${items.map(
          ({ author, createdAt, body }) => html`<li>
            <header><b>${author.name}</b> <time datetime=${createdAt}>${date.format(Date.parse(createdAt))}</time></header>
            <p dir="auto">${body.text}</p>
          </li>`,
        )}
      </ol>
      ${number < pageCount ? html`<button @click=${() => this.load(number + 1)}>Next</button>` : nothing}`;
  }
}

customElements.define('lit-list', LitList);
// The browser takes its time over the first format, which it has while the answer is on its way.
const date = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });
