import { newGuestKey, type CommentId, type OwnCommentView } from '../../contract/index.ts';
import { MemberTrial, newPerson } from '../member-trial.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { idsOf, type Trial } from '../trial.ts';
import { demand, refused, same } from '../verdict.ts';
import { having } from './account.ts';
import { faultsOf } from './session.ts';
import { onTwoDevices } from './session-devices.ts';

/** Rules about a member's devices, comments and profile, and about leaving. */
export const accountLifeRules: readonly Rule[] = [
  rule('account.devices', 'The account lists every device that is signed in, and says which is this one.', [...having, needs.devices], async (trial) => {
    const { here, there } = await onTwoDevices(trial);
    const [one, two] = [(await here.load()).devices, (await there.load()).devices];
    same([one.length, new Set(idsOf(one)).size, idsOf(two).sort()], [2, 2, idsOf(one).sort()], 'two devices:');
    const [mine, theirs] = [one, two].map((devices) => devices.filter(({ isThis }) => isThis));
    same([mine?.length, theirs?.length, mine?.[0]?.id === theirs?.[0]?.id], [1, 1, false], 'one each that is this:');
    await there.signOut('here');
    same(idsOf((await here.load()).devices), mine!.map(({ id }) => id), 'this one alone,');
  }),

  rule('account.end-session', 'A device is signed out from another; one that is gone is no error.', [...having, needs.devices], async (trial) => {
    const { here, there, viewer } = await onTwoDevices(trial);
    const other = (await here.load()).devices.find(({ isThis }) => !isThis)!;
    for (let time = 1; time <= 2; time++) same((await here.endSession(other.id)).devices.map(({ isThis }) => isThis), [true], 'this device alone,');
    same([(await here.whoIsThere())?.viewer, await there.whoIsThere()], [viewer, null], 'the member here, nobody there:');
  }),

  rule('account.end-session-foreign', "Nobody signs out another's device.", [...having, needs.devices], async (trial) => {
    const [here, there] = [new MemberTrial(trial), new MemberTrial(trial.elsewhere)];
    const { viewer } = await there.join();
    const [device] = (await there.load()).devices;
    await here.join();
    await here.endSession(device!.id).catch(() => {}); // refused or passed over: what counts is that it is not done
    same((await there.whoIsThere())?.viewer, viewer, 'the other member, still signed in,');
  }),

  rule('account.comments', "The member's comments of all threads are listed, the newest first, with their threads, and nobody else's.", [...having, needs.listing], async (trial) => {
    const here = new MemberTrial(trial);
    await here.join();
    await here.post(trial.thread());
    await here.join();
    const refs = [trial.thread('?one'), trial.thread('?two')];
    const ids: CommentId[] = [];
    for (const ref of [...refs, refs[0]!]) {
      await trial.post(ref);
      ids.unshift((await here.post(ref, `Number ${ids.length}`)).id);
    }
    const { items, total } = await here.comments();
    same(items.map(({ comment }) => comment.id), ids, 'the comments');
    same(items.map(({ thread }) => thread.key), [refs[0]!.key, refs[1]!.key, refs[0]!.key], 'their threads');
    same(items.map(({ comment }) => comment.body.text), ['Number 2', 'Number 1', 'Number 0'], 'their texts');
    demand(total === null || total === 3, 'a total of 3, or null', total);
  }),

  rule('account.comments-pages', "The member's comments can be read on and back, each once.", [...having, needs.listing], async (trial) => {
    const here = new MemberTrial(trial);
    await here.join();
    const ref = trial.thread();
    const ids: CommentId[] = [];
    for (let number = 1; number <= 7; number++) ids.unshift((await here.post(ref)).id);
    const parts = [await here.comments({ size: 3 })];
    while (parts.at(-1)!.next !== null && parts.length < 20) parts.push(await here.comments({ size: 3, cursor: parts.at(-1)!.next }));
    same(parts.flatMap(({ items }) => idsOfOwn(items)), ids, 'all from the first on,');
    same(parts[0]!.previous, null, 'before the first');
    const back = [parts.at(-1)!];
    while (back[0]!.previous !== null && back.length < 20) back.unshift(await here.comments({ size: 3, cursor: back[0]!.previous }));
    same(back.flatMap(({ items }) => idsOfOwn(items)), ids, 'all from the last back,');
  }),

  rule('account.comments-cursor', 'A cursor that was not given is refused.', having, async (trial) => {
    const here = new MemberTrial(trial);
    await here.join();
    for (const cursor of ['nothing', "' OR ''='", '💬']) await refused(here.comments({ cursor }), `the cursor ${cursor}`, 'invalid-cursor');
  }),

  rule('account.comments-held', "A member's held comment is listed to them, as held.", [...having, needs.holding], async (trial) => {
    const here = new MemberTrial(trial);
    await here.join();
    const { id } = await trial.send(trial.thread(), trial.draft({ guest: null }));
    same((await here.comments()).items.map(({ comment }) => [comment.id, comment.state]), [[id, 'held']], 'the held comment,');
  }),

  rule('account.comments-removed', 'What a member removed is listed no more.', [...having, needs.listing, needs.removing], async (trial) => {
    const here = new MemberTrial(trial);
    await here.join();
    const ref = trial.thread();
    const [kept, removed] = [await here.post(ref), await here.post(ref)];
    await trial.remove(ref, removed.id);
    same(idsOfOwn((await here.comments()).items), [kept.id], 'the other alone,');
  }),

  rule('account.earlier', "What was posted as a guest under the member's address, however it is spelled, is offered to them, and nothing else.", [...having, needs.emails, needs.listing], async (trial) => {
    const here = new MemberTrial(trial);
    const person = newPerson();
    const { id, other } = await writtenBefore(trial, person.email.toUpperCase());
    await here.signUp(person, null).then(async (pending) => here.confirm(pending, await trial.codeSentTo(person.email)));
    same((await here.earlier()).map(({ comment, thread }) => [comment.id, thread.key]), [[id, other.key]], "the comment under the member's address,");
    await here.join();
    same(await here.earlier(), [], 'nothing for another member,');
  }),

  rule('account.claim', "What a member claims is theirs, under their name; what is not theirs to claim is passed over.", [...having, needs.emails, needs.listing], async (trial) => {
    const here = new MemberTrial(trial);
    const person = newPerson();
    const { id, foreign, other } = await writtenBefore(trial, person.email);
    const { viewer } = await here.join(person);
    same(await here.claim([foreign, id, 'nothing']), 1, 'one claimed:');
    const authors = (await trial.all(other)).map(({ author, id: one }) => [one, author.kind, author.id]).sort();
    same(authors, [[id, 'member', viewer.id], [foreign, 'guest', null]].sort(), 'the authors');
    same([await here.earlier(), idsOfOwn((await here.comments()).items), await here.claim([id])], [[], [id], 0], 'nothing left to claim, and one comment:');
  }),

  rule('account.download', 'The download is JSON, and has the name, the address and what the member wrote.', [...having, needs.listing], async (trial) => {
    const here = new MemberTrial(trial);
    const { name, email, password } = await here.join();
    const { id } = await here.post(trial.thread(), 'Remember the mulberries');
    await here.change({ about: 'A mender of clocks' });
    const file = await (await here.account()).download(trial.site);
    const text = JSON.stringify(JSON.parse(await file.text()));
    for (const said of [name, email, id, 'Remember the mulberries', 'A mender of clocks']) demand(text.includes(said), `${said} in the download`, text);
    demand(!text.includes(password), 'no password in the download', text);
  }),

  rule('account.profile', 'Everybody may see a profile, as far as its member lets them.', [...having, needs.listing, needs.devices], async (trial) => {
    const [here, there] = [new MemberTrial(trial), new MemberTrial(trial.elsewhere)];
    const { viewer } = await here.join();
    await here.post(trial.thread());
    await here.post(trial.thread());
    await here.change({ about: 'A mender of clocks' });
    const { settings, createdAt } = await here.load();
    for (const visible of [{ about: true, count: true, since: true }, { about: false, count: false, since: false }, { about: true, count: false, since: false }, { about: false, count: true, since: false }]) {
      await here.change({ settings: { ...settings, visible } });
      const profile = await there.profile(viewer.id);
      same([profile.viewer, profile.about, profile.comments, profile.since], [viewer, visible.about ? 'A mender of clocks' : null, visible.count ? 2 : null, visible.since ? createdAt : null], 'the profile');
    }
  }),

  rule('account.profile-unknown', 'The profile of nobody is not found.', [needs.account], async (trial) => {
    const here = new MemberTrial(trial);
    for (const id of ['nobody', newPerson().name, '..', 'a/b?c#d']) await refused(here.profile(id), `the profile of ${id}`, 'not-found');
  }),

  rule('account.remove-keep', 'Who leaves and keeps their comments is a former member to everybody: without name, picture and profile, and their name is free.', [...having, needs.listing], async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer, name, email, password } = await here.join();
    const ref = trial.thread();
    await here.post(ref, 'Still here');
    await (await here.account()).remove(trial.site, 'keep', { password });
    same(await here.whoIsThere(), null, 'nobody,');
    same((await trial.all(ref)).map(({ author, body }) => [author.kind, author.id, author.name, author.picture, body.text]), [['former', null, null, null, 'Still here']], 'the comment');
    await refused(here.profile(viewer.id), 'the profile', 'not-found');
    await refused(here.signIn(email, password), 'whoever left', 'unauthenticated');
    const { viewer: next } = await here.join({ name, email });
    same([next.id === viewer.id, (await here.comments()).items], [false, []], 'somebody else under the name, without the comments:');
  }),

  rule('account.remove-all', 'Who leaves and takes their comments leaves tombstones where replies hang on them, and nothing else.', [...having, needs.listing, needs.replies], async (trial) => {
    const here = new MemberTrial(trial);
    const { password } = await here.join();
    const ref = trial.thread();
    const answered = await here.post(ref);
    await here.post(ref);
    const reply = await trial.post(ref, { parentId: answered.id });
    await (await here.account()).remove(trial.site, 'remove', { password });
    same((await trial.all(ref)).map(({ id, state, body, author }) => [id, state, body.text, author.id, author.name]), [[answered.id, 'removed', '', null, null]], 'a tombstone alone,');
    same(idsOf((await trial.replies(ref, answered.id)).items), [reply.id], 'the reply of somebody else,');
  }),

  rule('account.remove-proof', 'An account is deleted by whoever proves that it is theirs, and by nobody else.', having, async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer, email, password } = await here.join();
    const account = await here.account();
    const leave = (proof: Parameters<typeof account.remove>[2]) => account.remove(trial.site, 'keep', proof);
    same((await faultsOf(leave({ password: `${password}x` }), 'a wrong password')).map(([field]) => field), ['password'], 'the fault at');
    const { flow } = await here.request('', 'deletion');
    const code = await trial.codeSentTo(email);
    const wrong = String((Number(code) + 1) % 1e8).padStart(8, '0');
    same((await faultsOf(leave({ flow, code: wrong }), 'a wrong code')).map(([field]) => field), ['code'], 'the fault at');
    const signIn = await here.request(email, 'sign-in');
    const other = { flow: signIn.flow, code: await trial.codeSentTo(email) };
    same((await faultsOf(leave(other), 'a code for signing in')).map(([field]) => field), ['code'], 'the fault at');
    same((await here.whoIsThere())?.viewer, viewer, 'the member, still there,');
    await leave({ flow, code });
    same(await here.whoIsThere(), null, 'nobody,');
  }),

  rule('account.remove-foreign', "A member's code deletes no other's account.", having, async (trial) => {
    const here = new MemberTrial(trial);
    const first = await here.join();
    const { flow } = await here.request('', 'deletion');
    const code = await trial.codeSentTo(first.email);
    const { viewer } = await here.join();
    const [[field] = []] = await faultsOf((await here.account()).remove(trial.site, 'keep', { flow, code }), "another's code");
    same([field, (await here.whoIsThere())?.viewer], ['code', viewer], 'a fault, and the member still there:');
  }),

  rule('account.remove-others', 'With the account all its sessions end.', [...having, needs.devices], async (trial) => {
    const { here, there, password } = await onTwoDevices(trial);
    await (await here.account()).remove(trial.site, 'keep', { password });
    same([await here.whoIsThere(), await there.whoIsThere()], [null, null], 'nobody on either:');
    await refused(there.load(), 'the account on the other device', 'unauthenticated');
  }),
];

const idsOfOwn = (items: readonly OwnCommentView[]): CommentId[] => items.map(({ comment }) => comment.id);

/** A guest's comment with the address, and another's, in the same thread. */
async function writtenBefore(trial: Trial, email: string) {
  const other = trial.thread();
  const guest = trial.draft().guest!;
  const { id: foreign } = await trial.post(other, { guest: { ...guest, email: newPerson().email } }, trial.adapter.own && { guestKey: newGuestKey() });
  const { id } = await trial.post(other, { guest: { ...guest, email } });
  return { id, foreign, other };
}
