/** Twikoo without the client of one cloud, https://twikoo.js.org/en/frontend.html, and what its server's events answer. */
import { comments, pageSize, total } from '../lib/thread.mjs';
import { packaged } from './peer.mjs';

/** It reads the newest first and asks for those before a moment; the thread's own order is kept by telling such moments. */
const newest = 1.75e12;
const momentOf = (index) => newest - index * 3_600_000;

/** @param {string} origin @returns {import('../lib/contestants.mjs').Contestant} */
export function twikoo(origin) {
  return {
    name: 'twikoo',
    files: { '/twikoo/twikoo.js': packaged('twikoo/dist/twikoo.min.js') },
    markup: (thread) => `<div id="twikoo"></div>
<script src="${origin}/twikoo/twikoo.js"></script>
<script>twikoo.init({ envId: '${origin}/twikoo/', el: '#twikoo', path: '${thread}', lang: 'en' })</script>`,
    answers: {
      '/twikoo/': ({ body }) => {
        const { event, url, before } = JSON.parse(body);
        if (event === 'GET_CONFIG') return { code: 0, config: { VERSION: '1.7.9', IS_ADMIN: false, SITE_NAME: 'bench', SHOW_EMOTION: 'false', SHOW_IMAGE: 'false' } };
        if (event !== 'COMMENT_GET') return { code: 0, version: '1.7.9', data: [] };
        const start = before ? Math.floor((newest - before) / 3_600_000) + 1 : 0;
        const end = url === 'whole' ? total : start + pageSize;
        const data = comments.slice(start, end).map((comment, index) => commentIn(comment, start + index));
        return { code: 0, data, more: end < total, count: total };
      },
    },
    next: '#twikoo .tk-comments-container > .tk-expand-wrap .tk-expand, #twikoo .tk-expand-wrap:last-child .tk-expand',
    textarea: '#twikoo textarea',
  };
}

function commentIn({ id, name, text }, index) {
  const moment = momentOf(index);
  const who = { nick: name, avatar: 'data:,', mailMd5: '', link: '', os: '', browser: '', ipRegion: '' };
  return { id, ...who, comment: `<p>${text}</p>`, url: 'paged', created: moment, updated: moment, isSpam: false, like: 0, liked: false, replies: [] };
}
