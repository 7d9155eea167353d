/** A single-page app as small as it can be: the hash names the article, and the comments are told of it. */
const title = document.querySelector('#title');
const comments = document.querySelector('diwan-comments');

function show() {
  const link = document.querySelector(`a[data-thread="articles/${CSS.escape(location.hash.slice(1))}"]`);
  if (!link) return;
  for (const other of document.querySelectorAll('a[aria-current]')) other.removeAttribute('aria-current');
  link.setAttribute('aria-current', 'page');
  title.textContent = link.textContent;
  document.title = link.textContent;
  comments.setAttribute('thread', link.dataset.thread);
}

addEventListener('hashchange', () => {
  show();
  title.focus();
});
show();
