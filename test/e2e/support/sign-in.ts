import type { Locator, Page } from 'playwright-core';
import type { MailSink } from './mail.ts';
import type { Widget } from './widget.ts';

/** Somebody who joins. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const zin: Person = { name: 'Zîn', email: 'zin@reader.example', password: 'a boat on the Bosphorus' };

/** The line beside the form's heading, and the dialog that it opens. They alone know how their parts are found. */
export class SignIn {
  readonly widget: Widget;
  /** The line: who is signed in, or the button. */
  readonly line: Locator;
  readonly dialog: Locator;

  constructor(widget: Widget) {
    this.widget = widget;
    this.line = widget.root.locator('[part~=account]');
    this.dialog = widget.root.locator('diwan-sign-in dialog');
  }

  async open(): Promise<void> {
    await this.line.getByRole('button', { name: 'Sign in', exact: true }).click();
    await this.dialog.waitFor();
  }

  /** Fills in fields by their labels. */
  async fill(fields: Readonly<Record<string, string>>, where: Locator = this.dialog): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await where.getByLabel(label, { exact: true }).fill(value);
  }

  async press(name: string, where: Locator = this.dialog): Promise<void> {
    await where.getByRole('button', { name, exact: true }).click();
  }

  /** Waits until the line says that this member is signed in. */
  async isIn(name: string): Promise<void> {
    await this.line.getByRole('button', { name: `${name}: account`, exact: true }).waitFor();
    // Which stands beside the name, too, where the session is over.
    await this.line.locator('[part=sign-in]').waitFor({ state: 'detached' });
  }

  /** Waits until the server, and not only this device, says that this member is signed in: only then the menu has their pages. */
  async isHeld(name: string): Promise<void> {
    await this.isIn(name);
    await this.line.locator('[aria-expanded]').click();
    await this.line.getByRole('button', { name: 'My account', exact: true }).waitFor();
    await this.widget.page.keyboard.press('Escape');
  }

  /** Waits until nobody is signed in. */
  async isOut(): Promise<void> {
    await this.line.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  }

  /** Asks to join, up to the mail. */
  async register({ name, email, password }: Person): Promise<void> {
    await this.open();
    await this.press('Register');
    await this.fill({ Name: name, 'E-mail': email, Password: password });
    await this.press('Become a member');
    await this.dialog.getByLabel('Code', { exact: true }).waitFor();
  }

  /** Joins, by the code from the mail. */
  async join(person: Person, mails: MailSink): Promise<void> {
    await this.register(person);
    await this.fill({ Code: await mails.codeTo(person.email) });
    await this.press('Continue');
    await this.isIn(person.name);
  }

  /** Signs in with the password, on this very page. */
  async enter({ name, email, password }: Person): Promise<void> {
    await this.open();
    await this.fill({ 'E-mail': email, Password: password });
    await this.press('Sign in');
    await this.isIn(name);
  }

  /** Presses something in the menu under the member's name. */
  async choose(item: string): Promise<void> {
    await this.line.locator('[aria-expanded]').click();
    await this.line.getByRole('button', { name: item, exact: true }).click();
  }
}

/** The server's own page for signing in, wherever it is shown. */
export class SignInPage {
  readonly page: Page;
  readonly root: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator('diwan-sign-in-page');
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await this.root.getByLabel(label, { exact: true }).fill(value);
  }

  async press(name: string): Promise<void> {
    await this.root.getByRole('button', { name, exact: true }).click();
  }
}
