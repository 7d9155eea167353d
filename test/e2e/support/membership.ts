import type { Locator } from 'playwright-core';
import type { SignIn } from './sign-in.ts';

/** Members' own pages. They alone know how their parts are found. */
export class MembershipPages {
  readonly signIn: SignIn;
  readonly dialog: Locator;
  readonly panel: Locator;

  constructor(signIn: SignIn) {
    this.signIn = signIn;
    this.dialog = signIn.widget.root.locator('diwan-membership dialog');
    this.panel = this.dialog.getByRole('tabpanel');
  }

  /** Opens them by the menu, at a section. */
  async open(section: string): Promise<void> {
    await this.signIn.choose('My account');
    await this.dialog.waitFor();
    await this.turnTo(section);
  }

  async turnTo(section: string): Promise<void> {
    await this.dialog.getByRole('tab', { name: section, exact: true }).click();
    await this.dialog.locator('[role=tabpanel][aria-busy=false]').waitFor();
  }

  async press(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: true }).click();
  }

  async says(text: string): Promise<void> {
    await this.dialog.getByRole('status').getByText(text).waitFor({ state: 'attached' });
  }

  async close(): Promise<void> {
    await this.dialog.locator('[data-key=close]').click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
