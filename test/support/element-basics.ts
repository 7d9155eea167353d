import { expect } from '@open-wc/testing';
import { Begun } from './begun.ts';
import { FakeAdapter } from './fake-adapter.ts';
import { until, type Harness } from './harness.ts';
import { place, type Placing } from './placed.ts';
import { freshReader, heardConsole } from './reader.ts';

/** Puts a widget on the page and brings it into a state. What is given says what is around it. */
export type MakeState = (around: Pick<Placing, 'lang' | 'dir'>) => Promise<Harness>;

/** What every element must do in every state it can be in. */
export function elementBasics(name: string, states: Readonly<Record<string, MakeState>>): void {
  describe(name, () => {
    freshReader();
    const heard = heardConsole();
    const begun: Begun[] = [];
    afterEach(() => begun.splice(0).forEach((watch) => watch.end()));

    for (const [state, make] of Object.entries(states)) {
      it(`is accessible ${state}, and draws without a complaint`, async () => {
        const harness = await make({});
        await harness.drawn();
        expect(harness.direction).to.equal('ltr');
        await expect(harness.element).to.be.accessible();
        expect(heard.warnings).to.deep.equal([]);
      });

      it(`works right to left ${state}`, async () => {
        const harness = await make({ lang: 'ckb', dir: 'rtl' });
        await until(() => harness.language === 'ckb', 'it speaks Sorani');
        await harness.drawn();
        expect(harness.direction).to.equal('rtl');
        expect(harness.element.scrollWidth).to.be.at.most(harness.element.clientWidth);
        await expect(harness.element).to.be.accessible();
      });

      it(`is the same after two moves in the page ${state}, and asks nobody again`, async () => {
        const harness = await make({});
        await harness.drawn();
        const { element } = harness;
        const before = harness.drawing;
        const asked = element.adapter instanceof FakeAdapter ? element.adapter.loads.length : 0;
        const home = element.parentElement!;
        const elsewhere = home.ownerDocument.createElement('aside');
        home.append(elsewhere);
        elsewhere.append(element);
        home.prepend(element);
        await harness.drawn();
        await until(() => harness.drawing === before, `it draws the same:\n${before}\n---\n${harness.drawing}`);
        if (element.adapter instanceof FakeAdapter) expect(element.adapter.loads.length).to.equal(asked);
        expect(heard.warnings).to.deep.equal([]);
      });
    }

    it('comes back whole after it was away', async () => {
      const [make] = Object.values(states);
      const harness = await make!({});
      const { element } = harness;
      const home = element.parentElement!;
      for (const _ of [1, 2]) {
        element.remove();
        await until(() => !element.discussion.isOpen, 'it let go');
        home.append(element);
        await harness.whole();
      }
      expect(harness.isAlert).to.equal(false);
      expect(harness.hasSkeleton).to.equal(false);
    });

    it('leaves nothing behind', async () => {
      const [make] = Object.values(states);
      // What the page itself begins once, for all widgets there will be.
      (await make!({})).element.remove();
      const watch = new Begun();
      begun.push(watch);
      const { element } = await make!({});
      expect(watch.left).not.to.deep.equal([]);
      element.remove();
      await until(() => watch.left.length === 0, 'nothing is left').catch(() => expect(watch.left).to.deep.equal([]));
    });

    it('aborts what is on its way when it is removed', async () => {
      const adapter = new FakeAdapter();
      adapter.holdsLoads = true;
      const { element } = await place({ adapter });
      await until(() => adapter.loads.length === 1, 'it asked');
      element.remove();
      await until(() => adapter.lastLoad.signal?.aborted, 'it aborted');
      expect(heard.errors).to.deep.equal([]);
    });
  });
}
