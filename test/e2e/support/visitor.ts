import assert from 'node:assert/strict';
import type { MailSink } from './mail.ts';
import { eventually } from './eventually.ts';
import { zin, type Person } from './sign-in.ts';
import { findInPage, heldInPage, textInPage, type Tab, type Wanted } from './tab.ts';

/** A reader in a tab of any engine: what they do on the site's page, on the server's own and on a provider's. Everything is found by what it is called. */
export class Visitor {
  readonly tab: Tab;

  constructor(tab: Tab) {
    this.tab = tab;
  }

  /** Waits for it, and presses it. */
  async press(name: string, wanted: Wanted = 'button'): Promise<void> {
    await this.finds(name, wanted);
    await this.tab.press(wanted, name);
  }

  /** Waits for the fields, and fills them in, by their labels. */
  async fill(fields: Readonly<Record<string, string>>, wanted: Wanted = 'field'): Promise<void> {
    for (const [name, text] of Object.entries(fields)) {
      await this.finds(name, wanted);
      await this.tab.write(wanted, name, text);
      await this.holds(name, text, wanted);
    }
  }

  /** Waits until something is there to be pressed or written in. */
  async finds(name: string, wanted: Wanted = 'button'): Promise<void> {
    await eventually(async () => assert.ok(await this.has(name, wanted), `there is no ${wanted} "${name}" in:\n${await this.tab.ask(textInPage)}`));
  }

  /** Waits until a text can be read. */
  async sees(text: string): Promise<void> {
    await eventually(async () => {
      const read = await this.tab.ask(textInPage);
      assert.ok(read.includes(text), `"${text}" is not in:\n${read}`);
    });
  }

  /** Waits until a field holds a text. */
  async holds(name: string, text: string, wanted: Wanted = 'field'): Promise<void> {
    await eventually(async () => assert.equal(await this.#value(wanted, name), text));
  }

  /** Whether what is asked for can be found now. */
  async has(name: string, wanted: Wanted = 'button'): Promise<boolean> {
    return (await this.#value(wanted, name)) !== null;
  }

  /** Opens an address and goes down to the form. */
  async visit(url: string): Promise<void> {
    await this.tab.goTo(url);
    await this.approach();
  }

  async reload(): Promise<void> {
    await this.tab.reload();
    await this.approach();
  }

  /** Scrolls to the form, which is fetched then. */
  async approach(): Promise<void> {
    await this.finds('[part~=form-heading]', 'selector');
    await this.finds('[part~=form] textarea', 'selector');
    await this.finds('[part~=sign-in], [part~=member]', 'selector');
  }

  async at(url: string | RegExp): Promise<void> {
    await eventually(async () => {
      const here = await this.tab.ask(() => location.href);
      assert.ok(typeof url === 'string' ? here === url : url.test(here), `is at ${here}, not at ${String(url)}`);
    });
  }

  async writes(text: string): Promise<void> {
    await this.fill({ '[part~=form] textarea': text }, 'selector');
  }

  async isWriting(text: string): Promise<void> {
    await this.holds('[part~=form] textarea', text, 'selector');
  }

  async posts(text: string): Promise<void> {
    await this.writes(text);
    await this.press('[part~=form] [part~=submit]', 'selector');
  }

  /** Waits until the page says that this member is signed in. */
  async isIn({ name }: Person = zin): Promise<void> {
    await this.finds(`${name}: account`);
  }

  /** Loads the page anew, and waits until the server has said that the member is signed in still: their name stands there before. */
  async staysIn(person: Person = zin): Promise<void> {
    await this.reload();
    await this.isIn(person);
    await this.press('button[part=member]', 'selector');
    await this.finds('Sign out everywhere');
    await this.press('button[part=member]', 'selector');
    await eventually(async () => assert.ok(!(await this.has('Sign out everywhere')), 'the menu is still open'));
  }

  /** Loads the page anew, and finds nobody signed in. */
  async staysOut(): Promise<void> {
    await this.reload();
    await this.isOut();
  }

  /** Waits until it says so, and finds the session held by this and nothing else. */
  async isInBy(hold: 'cookie' | 'tokens', person: Person = zin): Promise<void> {
    await this.isIn(person);
    assert.equal(await this.tab.ask(heldInPage), hold);
  }

  /** Waits until the page says that nobody is. */
  async isOut(): Promise<void> {
    await this.finds('button[part=sign-in]', 'selector');
  }

  async opensSignIn(): Promise<void> {
    await this.press('button[part=sign-in]', 'selector');
    await this.finds('dialog #sign-in-heading', 'selector');
  }

  /** Joins where the password may be typed: in the dialog, or on the server's own page. */
  async joins(mails: MailSink, { name, email, password }: Person = zin): Promise<void> {
    await this.press('Register');
    await this.fill({ Name: name, 'E-mail': email, Password: password });
    await this.press('Become a member');
    await this.enters(await mails.codeTo(email));
  }

  /** Signs in by a code from the mail with this number. */
  async signsInByCode(mails: MailSink, mail: number, { email }: Person = zin): Promise<void> {
    await this.fill({ 'E-mail': email });
    await this.press('E-mail me a code instead');
    await this.enters(await mails.codeTo(email, mail));
  }

  async signsIn({ email, password }: Person = zin): Promise<void> {
    await this.fill({ 'E-mail': email, Password: password });
    await this.press('[part~=sign-in-form] [part=submit]', 'selector');
  }

  async enters(code: string): Promise<void> {
    await this.fill({ Code: code });
    await this.press('Continue');
  }

  /** Presses something in the menu under the member's name. */
  async chooses(item: string): Promise<void> {
    await this.press('button[part=member]', 'selector');
    await this.press(item);
  }

  /** Signs in on the provider's pages and agrees to everything. */
  async signsInAtProvider(sub: string): Promise<void> {
    await this.fill({ '[name=login]': sub, '[name=password]': 'any' }, 'selector');
    await this.press('[type=submit]', 'selector');
    await this.press('[name=prompt][value=consent] ~ [type=submit]', 'selector');
  }

  #value(wanted: Wanted, name: string): Promise<string | null> {
    return this.tab.ask(findInPage, wanted, name, 'value');
  }
}
