/** A page written by hand: asks, draws, and knows nothing else. */
const section = document.querySelector('#comments');
const query = new URLSearchParams({ site: location.origin, thread: section.dataset.thread, sort: 'oldest', size: '25' });
load(1);
// The browser takes its time over the first format, which it has while the answer is on its way.
const date = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });

async function load(page) {
  query.set('page', page);
  const response = await fetch(new URL(`/v1/comments?${query}`, import.meta.url));
  draw(await response.json());
}

function draw({ items, total, number, pageCount }) {
  const list = make('ol', '');
  list.append(...items.map(row));
  section.replaceChildren(make('h2', `${total} comments`), list);
  if (number < pageCount) {
    const next = make('button', 'Next');
    next.onclick = () => load(number + 1);
    section.append(next);
  }
}

function row({ author, createdAt, body }) {
  const time = make('time', date.format(Date.parse(createdAt)));
  time.dateTime = createdAt;
  const header = make('header', '');
  header.append(make('b', author.name), ' ', time);
  const text = make('p', body.text);
  text.dir = 'auto';
  const item = make('li', '');
  item.append(header, text);
  return item;
}

function make(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
