import { errorCodes, type CommentView } from '../../contract/index.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { idsOf } from '../trial.ts';
import { demand, refused, same } from '../verdict.ts';

/** Keys that a careless backend takes for one another, or stumbles over. */
const trickyKeys = ['/a', '/A', '/a/', '/a?b=1', '/a?b=1&c=2', '/a#b', '/a%2Fb', '/a/b', '/a b', '/a+b', '/دیوان', '/💬', "/a'b", '/a"b', '/a\\b', '/a%'];

/** Rules about what a thread shows when it is read. */
export const readingRules: readonly Rule[] = [
  rule('reading.empty-thread', 'A thread that nobody has written in is an empty page 1 of 1, not an error.', [], async (trial) => {
    const { items, previous, next, total, number, pageCount, newer, thread } = await trial.page(trial.thread());
    same({ items, previous, next }, { items: [], previous: null, next: null }, 'no comment and no cursor,');
    demand(total === 0 || total === null, 'a total of 0 or null', total);
    demand(newer === 0 || newer === null, 'newer to be 0 or null', newer);
    if (number !== null) same({ number, pageCount }, { number: 1, pageCount: 1 }, 'page 1 of 1,');
    same(thread.state, 'open', 'a thread that is');
  }),

  rule('reading.page-of-none', 'A page beyond the end of an empty thread is its first.', [needs.numbered], async (trial) => {
    const { items, number, pageCount } = await trial.page(trial.thread(), { at: { page: 5 } });
    same({ items, number, pageCount }, { items: [], number: 1, pageCount: 1 }, 'an empty page 1 of 1,');
  }),

  rule('reading.exact-form', 'Answers have every field of the contract: null for nothing, times in UTC with milliseconds.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    const answer = await trial.send(ref, trial.draft());
    const page = await trial.page(ref);
    for (const comment of [answer, ...page.items]) {
      const time = new Date(comment.createdAt).toISOString();
      same(comment.createdAt, time, 'createdAt in UTC with milliseconds,');
      for (const value of [comment.parentId, comment.author.name]) demand(value !== undefined, 'null for what is nothing', comment);
    }
    const { previous, next, total, viewer, number, pageCount, asOf, newer } = page;
    const nullable = { previous, next, total, viewer, number, pageCount, asOf, newer };
    for (const [name, value] of Object.entries(nullable)) demand(value !== undefined, `null where there is no ${name}`, value);
    demand((number === null) === (pageCount === null), 'number and pageCount both null or neither', { number, pageCount });
  }),

  rule('reading.own-comment', 'A comment is read back as it was answered to its writer.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    const posted = await trial.post(ref, { text: 'Read me back' });
    const { items } = await trial.page(ref);
    const lasting = ({ id, parentId, author, body, createdAt }: CommentView) => ({ id, parentId, author, body, createdAt });
    same(items.map(lasting), [lasting(posted)], 'the comment as it was answered,');
  }),

  rule('reading.another-reader', 'What one reader wrote, another reads.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    const ids = await trial.fill(ref, 2);
    same(idsOf((await trial.page(ref, { sort: trial.facts.sorts[0] }, trial.another)).items).sort(), [...ids].sort(), 'both comments,');
  }),

  rule('reading.oldest', 'Oldest first lists comments in the order they were published.', [needs.listing, needs.oldest], async (trial) => {
    const ref = trial.thread();
    const ids = await trial.fill(ref, 6);
    const items = await trial.all(ref, { sort: 'oldest' });
    same(idsOf(items), ids, 'the order of publishing,');
    const times = items.map((item) => item.createdAt);
    same([...times].sort(), times, 'times that rise,');
  }),

  rule('reading.newest', 'Newest first lists the latest comment first.', [needs.listing, needs.newest], async (trial) => {
    const ref = trial.thread();
    const ids = await trial.fill(ref, 6);
    same(idsOf(await trial.all(ref, { sort: 'newest' })), ids.reverse(), 'the latest first,');
  }),

  rule('reading.sorts-mirror', 'Newest first is exactly oldest first turned round, also where times are equal.', [needs.listing, needs.oldest, needs.newest], async (trial) => {
    const ref = trial.thread();
    const posts = Array.from({ length: 8 }, (_, index) => trial.post(ref, { text: `At once ${index}` }));
    await Promise.all(posts); // at the same moment, as far as a clock can tell
    const [oldest, newest] = [await trial.all(ref, { sort: 'oldest', size: 3 }), await trial.all(ref, { sort: 'newest', size: 3 })];
    same(oldest.length, 8, 'the number of comments');
    same(idsOf(newest), idsOf(oldest).reverse(), 'the same comments backwards,');
  }),

  rule('reading.unsupported-sort', 'A sort that is not among the facts is refused as unsupported.', [needs.oneSort], async (trial) => {
    const sort = trial.facts.sorts.includes('oldest') ? 'newest' : 'oldest';
    await refused(trial.page(trial.thread(), { sort }), `the sort ${sort}`, 'unsupported');
  }),

  rule('reading.threads-apart', 'Threads never mix, however much their keys are alike.', [needs.listing], async (trial) => {
    const { key } = trial.thread();
    const refs = trickyKeys.map((ending) => ({ ...trial.thread(), key: key + ending }));
    for (const ref of refs) await trial.post(ref, { text: `In ${ref.key.slice(key.length)}` });
    for (const ref of refs) {
      const { items } = await trial.page(ref);
      same(items.map((item) => item.body.text), [`In ${ref.key.slice(key.length)}`], `in the thread ${ref.key}`);
    }
  }),

  rule('reading.sites-apart', "Another site's thread of the same key shows nothing of this one.", [needs.listing], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    same(idsOf((await trial.page(ref)).items), [id], 'the comment in its own site,');
    const elsewhere = { ...ref, site: 'https://elsewhere.conformance.example' };
    const answer = await trial.page(elsewhere).catch((thrown: unknown) => refused(Promise.reject(thrown), 'an unknown site', ...errorCodes));
    if ('items' in answer) demand(!idsOf(answer.items).includes(id), 'nothing of this site', answer.items);
  }),

  rule('reading.key-names', 'A thread is named by its site and key; address and title do not matter.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    const ids = await trial.fill({ ...ref, url: 'https://news.example/one?from=mail', title: 'One' }, 1);
    same(idsOf((await trial.page({ ...ref, url: 'https://news.example/two', title: 'Two' })).items), ids, 'the same thread,');
  }),

  rule('reading.long-key', 'A key may have 500 characters.', [needs.listing], async (trial) => {
    const { key } = trial.thread();
    const ref = { ...trial.thread(), key: key.padEnd(500, 'k') };
    const neighbour = { ...ref, key: `${ref.key.slice(0, -1)}l` };
    const ids = await trial.fill(ref, 1);
    same(idsOf((await trial.page(ref)).items), ids, 'its comment,');
    same((await trial.page(neighbour)).items, [], 'nothing in the thread whose key differs in the last character,');
  }),

  rule('reading.may-comment', 'A thread in which a guest can write says so.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    await trial.post(ref);
    const { thread, viewer } = await trial.page(ref);
    same(thread, { state: 'open', can: { comment: true } }, 'a thread open to comments,');
    same(viewer, null, 'the viewer of a guest');
  }),

  rule('reading.total', 'The total is the number of comments there are, or null.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    await trial.fill(ref, 7);
    const { total } = await trial.page(ref, { size: 3 });
    demand(total === 7 || total === null, 'a total of 7 or null', total);
  }),

  rule('reading.side-by-side', 'Calls under way at the same time do not disturb each other.', [needs.listing], async (trial) => {
    const refs = [trial.thread(), trial.thread(), trial.thread()];
    const ids: string[][] = [];
    for (const [index, ref] of refs.entries()) ids.push(await trial.fill(ref, index + 1));
    const pages = await Promise.all([...refs, ...refs].map((ref) => trial.all(ref, { size: 2 })));
    same(pages.map((items) => idsOf(items).sort()), [...ids, ...ids].map((list) => [...list].sort()), 'each its own thread,');
  }),
];
