import { newCommentId, newGuestKey } from '../../contract/index.ts';
import { MemberTrial, newPerson } from '../member-trial.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { idsOf } from '../trial.ts';
import { refused, same } from '../verdict.ts';
import { joining } from './session.ts';
import { onTwoDevices } from './session-devices.ts';

const writing = [...joining, needs.listing];

/** Rules about what members write, and about guests under their names. */
export const sessionCommentRules: readonly Rule[] = [
  rule('session.comment', "A member's comment has the member as its author, in the answer and for everybody.", writing, async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer } = await here.join();
    const ref = trial.thread();
    const { id, author } = await here.post(ref);
    const expected = ['member', viewer.id, viewer.name, null];
    same([author.kind, author.id, author.name, author.picture], expected, 'the author as answered');
    const [listed] = (await trial.page(ref, {}, trial.another)).items;
    same([listed?.id, listed?.author.kind, listed?.author.id, listed?.author.name, listed?.author.picture], [id, ...expected], 'the author as listed');
    if (trial.facts.maxDepth === 0) return;
    await trial.post(ref, { parentId: id, guest: null });
    same((await trial.replies(ref, id)).items.map((reply) => reply.author.id), [viewer.id], 'the author of the reply,');
  }),

  rule('session.comment-again', "A member's comment sent again is answered as it is stored, and conflicts with anybody else's of the same id.", [...writing, needs.idempotence], async (trial) => {
    const here = new MemberTrial(trial);
    await here.join();
    const ref = trial.thread();
    const draft = trial.draft({ guest: null });
    const { id } = await trial.deliver(ref, draft);
    same((await trial.send(ref, draft)).id, id, 'the same comment');
    await here.join();
    await refused(trial.send(ref, draft), "another member's comment of the same id", 'conflict', 'forbidden');
    await refused(trial.send(ref, { ...trial.draft(), id: draft.id }), "a guest's comment of the same id", 'conflict', 'forbidden');
    same(idsOf(await trial.all(ref)), [id], 'one comment,');
  }),

  rule('session.comment-after', 'After signing out a comment of the member is refused as unauthenticated, and one of a guest is taken.', writing, async (trial) => {
    const here = new MemberTrial(trial);
    await here.join();
    await here.signOut('here');
    const ref = trial.thread();
    await refused(trial.send(ref, trial.draft({ guest: null })), 'the comment of nobody', 'unauthenticated');
    const { author } = await trial.post(ref);
    same([author.kind, author.id], ['guest', null], 'a guest');
  }),

  rule('session.own', "What a member wrote is theirs on every device where they are signed in: found, edited and removed there without a guest's key.", [...writing, needs.devices, needs.editing, needs.removing], async (trial) => {
    const { here } = await onTwoDevices(trial);
    const { elsewhere } = trial;
    const ref = trial.thread();
    const { id } = await here.post(ref);
    const [mine] = await elsewhere.ownOf(ref, [id]);
    same([mine?.id, mine?.can.edit, mine?.can.remove], [id, true, true], 'the comment, and what may be done,');
    same((await elsewhere.edit(ref, id, 'Other words')).body.text, 'Other words', 'the new text');
    same((await trial.ownOf(ref, [id])).map(({ body }) => body.text), ['Other words'], 'the new text on the first device,');
    same(await elsewhere.remove(ref, id), null, 'what is left');
    same(await trial.all(ref), [], 'an empty thread,');
  }),

  rule('session.own-alone', "What a member wrote is nobody else's: not another member's, not a guest's, and not theirs after they signed out.", [...writing, needs.own], async (trial) => {
    const here = new MemberTrial(trial);
    const ref = trial.thread();
    const guestKey = newGuestKey();
    await here.join();
    const { id } = await trial.post(ref, { guest: null }, { guestKey });
    const before = await trial.all(ref);
    const foreign = async (who: string, key?: string): Promise<void> => {
      same(await trial.ownOf(ref, [id], key), [], `nothing for ${who},`);
      await refused(trial.edit(ref, id, 'Stolen', key), `an edit by ${who}`, 'forbidden');
      await refused(trial.remove(ref, id, key), `a removal by ${who}`, 'forbidden');
    };
    await here.signOut('here');
    await foreign('whoever signed out');
    await foreign('a guest with the key that was sent along', guestKey);
    await here.join();
    await foreign('another member');
    same(await trial.all(ref), before, 'the thread as it was,');
  }),

  rule('session.own-guest', "A guest's comment stays theirs by its key while somebody is signed in on the device, and is not the member's.", [...writing, needs.own], async (trial) => {
    const here = new MemberTrial(trial);
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const { id } = await trial.post(ref, {}, { guestKey });
    await here.join();
    same(await trial.ownOf(ref, [id]), [], 'nothing without the key,');
    same(idsOf(await trial.ownOf(ref, [id], guestKey)), [id], 'what is found with the key,');
  }),

  rule('session.namesake', "A guest who writes under a member's name is told from the member, however the name is written.", [...writing, needs.names], async (trial) => {
    const here = new MemberTrial(trial);
    const { name } = await here.join();
    await here.signOut('here');
    const ref = trial.thread();
    for (const taken of [name, name.toUpperCase(), name.replace(' ', '  ')]) {
      const { author } = await trial.post(ref, { guest: { ...trial.draft().guest!, name: taken } });
      same([author.kind, author.id, author.picture], ['namesake', null, null], `who writes as ${taken}`);
    }
    const { author } = await trial.post(ref, { guest: { ...trial.draft().guest!, name: newPerson().name } });
    same(author.kind, 'guest', 'who writes under a free name');
    same((await trial.all(ref, { sort: trial.facts.sorts[0] })).map((one) => one.author.kind).sort(), ['guest', 'namesake', 'namesake', 'namesake'], 'all as listed,');
  }),

  rule('session.namesake-earlier', 'Once a name is taken, guests who wrote under it before are told from the member, too.', [...writing, needs.names], async (trial) => {
    const { name } = newPerson();
    const ref = trial.thread();
    await trial.post(ref, { guest: { ...trial.draft().guest!, name } });
    same((await trial.all(ref)).map(({ author }) => author.kind), ['guest'], 'a guest,');
    await new MemberTrial(trial).join({ name });
    same((await trial.all(ref)).map(({ author }) => [author.kind, author.name]), [['namesake', name]], 'a namesake,');
  }),

  rule('session.privacy', 'The address and the password of a member are in no answer, and in no refusal.', writing, async (trial) => {
    const here = new MemberTrial(trial);
    const mark = newCommentId().slice(-12);
    const person = newPerson({ email: `canary.${mark}@kit.example` });
    const pending = await here.signUp(person, person.password);
    const session = await here.confirm(pending, await trial.codeSentTo(person.email));
    const ref = trial.thread();
    const { adapter, site } = trial;
    const answers = [
      pending, session, await here.whoIsThere(), await here.post(ref), await trial.all(ref),
      await settled(here.signIn(person.email, 'not the password at all')),
      await settled(here.signUp(person, person.email)),
      await settled(here.request(`${person.email} `, 'reset')),
      await settled(adapter.account?.loadAccount(site)),
      await settled(adapter.account?.loadProfile(site, session.viewer.id)),
      await settled(adapter.account?.changePassword(site, person.password, 'x')),
      await settled(adapter.account?.loadComments(site, { size: 10, cursor: null })),
    ];
    const said = JSON.stringify(answers).toLowerCase();
    for (const secret of [`canary.${mark}`, JSON.stringify(person.password.toLowerCase()).slice(1, -1)]) same(said.includes(secret), false, `${secret} in an answer:`);
  }),
];

/** What a call ended in, in words too: an error's message is no field of its JSON. */
async function settled(call: Promise<unknown> | undefined): Promise<unknown> {
  return Promise.resolve(call).catch((thrown: unknown) => [thrown, thrown instanceof Error ? thrown.message : null]);
}
