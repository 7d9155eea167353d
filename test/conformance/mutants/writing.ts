import { CommentsError, lengthOf, newCommentId } from '../../../src/contract/index.ts';
import { mutant, texts, views, writes, type Mutant } from './mutant.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Bugs in taking or refusing a comment. */
export const writingMutants: readonly Mutant[] = [
  mutant('texts are trimmed', texts((text) => text.trim())),
  mutant('texts are escaped for HTML', texts(escaped)),
  mutant('texts are unescaped once too often', texts((text) => text.replaceAll('&lt;', '<').replaceAll('&amp;', '&'))),
  mutant('tags are stripped from texts', texts((text) => text.replace(/<[^>]*>/g, ''))),
  mutant('texts are composed (NFC)', texts((text) => text.normalize('NFC'))),
  mutant('runs of spaces become one', texts((text) => text.replace(/ {2,}/g, ' '))),
  mutant('empty lines are dropped', texts((text) => text.replace(/\n{2,}/g, '\n'))),
  mutant('texts go through an old encoding', texts((text) => text.replace(/[^\u0000-\uffff]/gu, '?'))),
  mutant('invisible characters are dropped', texts((text) => text.replace(/[\u200b-\u200f\u2066-\u2069]/g, ''))),
  mutant('quotes are doubled', texts((text) => text.replaceAll("'", "''"))),
  mutant('backslashes are read as escapes', texts((text) => text.replaceAll('\\n', '\n'))),
  mutant('line ends are kept as they came', (real) => {
    const raw = new Map<string, string>();
    return {
      createComment: async (ref, comment, options) => {
        const answer = await real.createComment(ref, comment, options);
        raw.set(answer.id, comment.body.text);
        return { ...answer, body: comment.body };
      },
      loadThread: async (...given) => {
        const page = await real.loadThread(...given);
        return { ...page, items: page.items.map((item) => ({ ...item, body: { ...item.body, text: raw.get(item.id) ?? '' } })) };
      },
    };
  }),
  mutant('long texts are cut without a word', texts((text) => Array.from(text).slice(0, 5000).join(''))),
  mutant('lengths are counted in UTF-16 units', (real) => ({
    createComment: async (ref, comment, options) => {
      if (comment.body.text.length > 5000) throw new CommentsError('invalid', 'too long', { faults: [{ field: 'body.text', reason: 'too-long' }] });
      return real.createComment(ref, comment, options);
    },
  })),
  mutant('the longest text is one too long', (real) => ({
    createComment: async (ref, comment, options) => {
      if (lengthOf(comment.body.text) >= 5000) throw new CommentsError('invalid', 'too long', { faults: [{ field: 'body.text', reason: 'too-long' }] });
      return real.createComment(ref, comment, options);
    },
  })),
  mutant('a text of spaces is taken', texts((text) => text.trim() || 'empty')),
  mutant('control characters are dropped instead of refused', texts((text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Cs}/gu, ''))),
  mutant('names are kept as they were typed', (real) => ({
    createComment: async (ref, comment, options) => {
      const answer = await real.createComment(ref, comment, options);
      return { ...answer, author: { ...answer.author, name: comment.guest?.name ?? null } };
    },
  })),
  mutant('names are escaped for HTML', views((view) => ({ ...view, author: { ...view.author, name: view.author.name && escaped(view.author.name) } }))),
  mutant('names with direction marks are cleaned instead of refused', writes((comment) => ({
    ...comment,
    guest: comment.guest && { ...comment.guest, name: comment.guest.name && comment.guest.name.replace(/[\u202a-\u202e\u2066-\u2069\u200b]/g, '') },
  }))),
  mutant('a missing name becomes Anonymous', writes((comment) => ({ ...comment, guest: comment.guest && { ...comment.guest, name: comment.guest.name?.trim() || 'Anonymous' } }))),
  mutant('a nameless guest is called Guest', views((view) => ({ ...view, author: { ...view.author, name: view.author.name ?? 'Guest' } })), { facts: { guest: { name: 'optional', email: 'optional' } } }),
  mutant('the e-mail is never looked at', writes((comment) => ({ ...comment, guest: comment.guest && { ...comment.guest, email: 'someone@news.example' } }))),
  mutant('an e-mail is demanded that the facts do not ask for', (real) => ({
    createComment: async (ref, comment, options) => {
      if (!comment.guest?.email) throw new CommentsError('invalid', 'e-mail', { faults: [{ field: 'guest.email', reason: 'required' }] });
      return real.createComment(ref, comment, options);
    },
  }), { facts: { guest: { name: 'optional', email: 'optional' } } }),
  mutant('the e-mail must be ASCII', (real) => ({
    createComment: async (ref, comment, options) => {
      if (/[^\u0000-\u007f]/.test(comment.guest?.email ?? '')) throw new CommentsError('invalid', 'e-mail', { faults: [{ field: 'guest.email', reason: 'malformed' }] });
      return real.createComment(ref, comment, options);
    },
  })),
  mutant('the fault names the field of the database', (real) => ({
    createComment: (...given) => real.createComment(...given).catch((thrown: unknown) => {
      if (!(thrown instanceof CommentsError)) throw thrown;
      throw new CommentsError(thrown.code, thrown.message, { faults: thrown.faults.map(({ reason }) => ({ field: 'content', reason })) });
    }),
  })),
  mutant('a refusal does not say what is wrong', (real) => ({
    createComment: (...given) => real.createComment(...given).catch((thrown: unknown) => {
      if (!(thrown instanceof CommentsError)) throw thrown;
      throw new CommentsError(thrown.code, thrown.message);
    }),
  })),
  mutant('a refused comment is stored all the same', (real) => ({
    createComment: async (ref, comment, options) => {
      if (!comment.body.text.trim()) await real.createComment(ref, { ...comment, body: { ...comment.body, text: '(empty)' } }, options);
      return real.createComment(ref, comment, options);
    },
  })),
  mutant('guests become members', views((view) => ({ ...view, author: { ...view.author, kind: 'member' } }))),
  mutant('the time is taken from the id', (real) => ({
    createComment: async (ref, comment, options) => ({
      ...(await real.createComment(ref, comment, options)),
      createdAt: new Date(Number.parseInt(comment.id.replace('-', '').slice(0, 12), 16)).toISOString(),
    }),
  })),
  mutant('a comment of the same words is taken for a repetition', (real) => {
    const said = new Map<string, ReturnType<typeof real.createComment>>();
    return {
      createComment: (ref, comment, options) => {
        const words = JSON.stringify([ref, comment.parentId, comment.body.text]);
        if (!said.has(words)) said.set(words, real.createComment(ref, comment, options));
        return said.get(words)!;
      },
    };
  }),
  mutant('without replies, a reply becomes a comment of its own', writes((comment) => ({ ...comment, parentId: null })), { facts: { maxDepth: 0 } }),
  mutant('of two comments at once one is lost', (real) => {
    let busy = false;
    return {
      createComment: async (ref, comment, options) => {
        if (busy) return { ...(await real.createComment({ ...ref, key: 'lost' }, { ...comment, id: newCommentId() }, options)), id: comment.id };
        busy = true;
        return real.createComment(ref, comment, options).finally(() => (busy = false));
      },
    };
  }),
];
