/** Artalk, https://artalk.js.org/en/guide/frontend/config.html, and what its typed HTTP API (`/api/v2`) answers. */
import { comments, total } from '../lib/thread.mjs';
import { packaged, sizeFor } from './peer.mjs';

/** @param {string} origin @returns {import('../lib/contestants.mjs').Contestant} */
export function artalk(origin) {
  return {
    name: 'artalk',
    files: { '/artalk/Artalk.js': packaged('artalk/dist/Artalk.iife.js'), '/artalk/Artalk.css': packaged('artalk/dist/Artalk.css') },
    // Its emoticons and the pictures of its writers would be asked of strangers' servers.
    markup: (thread) => `<link rel="stylesheet" href="${origin}/artalk/Artalk.css">
<script src="${origin}/artalk/Artalk.js"></script>
<div id="artalk"></div>
<script>
Artalk.init({ el: '#artalk', server: '${origin}/artalk', site: 'bench', pageKey: '${thread}', pageTitle: 'An article', locale: 'en', emoticons: false,
  gravatar: { mirror: 'data:,', params: '' }, pagination: { pageSize: ${sizeFor(thread)}, readMore: true, autoLoad: false } });
</script>`,
    answers: {
      '/artalk/api/v2/conf': () => ({ frontend_conf: {}, version: { app: 'artalk', version: '2.9.1', commit_hash: '' } }),
      '/artalk/api/v2/comments': ({ query }) => {
        const [limit, offset] = [Number(query.get('limit')), Number(query.get('offset'))];
        const shown = comments.slice(offset, offset + limit).map((comment, index) => commentIn(comment, offset + index + 1));
        return { comments: shown, count: total, roots_count: total, page: page(query.get('page_key')) };
      },
      '/artalk/api/v2/pages/pv': ({ body }) => ({ pv: 1, page: page(body && JSON.parse(body).page_key) }),
      '/artalk/api/v2/user': () => ({ user: null, is_login: false, notifies: [], notifies_count: 0 }),
      '/artalk/api/v2/notifies': () => ({ notifies: [], count: 0 }),
    },
    next: '.atk-list-read-more, .atk-list .atk-read-more',
    textarea: 'textarea.atk-textarea',
  };
}

function commentIn({ name, text, createdAt }, id) {
  const flags = { is_collapsed: false, is_pending: false, is_pinned: false, is_verified: false, is_allow_reply: true, visible: true };
  return {
    id, rid: 0, nick: name, email_encrypted: '', link: '', ua: '', date: createdAt, content: text, content_marked: `<p>${text}</p>`,
    user_id: id, page_key: 'paged', page_url: '/', site_name: 'bench', vote_up: 0, vote_down: 0, ip_region: '', badge_name: '', badge_color: '', ...flags,
  };
}

function page(key) {
  return { id: 1, admin_only: false, key, url: '/', title: 'An article', site_name: 'bench', vote_up: 0, vote_down: 0, pv: 1, date: '' };
}
