/** Waline, https://waline.js.org/en/reference/client/props.html, and what its documented `GET /api/comment` answers. */
import { commentsOf, total } from '../lib/thread.mjs';
import { packaged, sizeFor } from './peer.mjs';

/** @param {string} origin @returns {import('../lib/contestants.mjs').Contestant} */
export function waline(origin) {
  return {
    name: 'waline',
    files: { '/waline/waline.js': packaged('@waline/client/dist/waline.js'), '/waline/waline.css': packaged('@waline/client/dist/waline.css') },
    // Its emoji and its search for pictures would be asked of strangers' servers.
    markup: (thread) => `<link rel="stylesheet" href="${origin}/waline/waline.css">
<div id="waline"></div>
<script type="module">
import { init } from '${origin}/waline/waline.js';
init({ el: '#waline', serverURL: '${origin}/waline', path: '${thread}', lang: 'en', pageSize: ${sizeFor(thread)}, emoji: false, search: false });
</script>`,
    answers: {
      '/waline/api/comment': ({ query }) => {
        const size = Number(query.get('pageSize') ?? 25);
        const page = Number(query.get('page') ?? 1);
        return {
          errno: 0,
          errmsg: '',
          data: { page, totalPages: Math.ceil(total / size), pageSize: size, count: total, data: commentsOf(page, size).map(commentIn) },
        };
      },
    },
    next: '.wl-operation button',
    textarea: 'textarea.wl-editor',
  };
}

function commentIn({ id, name, text, createdAt }) {
  const time = Date.parse(createdAt);
  const content = { comment: `<p>${text}</p>`, orig: text };
  return { objectId: id, nick: name, link: '', avatar: '', ...content, time, insertedAt: createdAt, createdAt, like: 0, status: 'approved', children: [] };
}
