import { until, type Harness } from './harness.ts';
import { MembersAdapter, password } from './members-adapter.ts';
import { placed, type Placing } from './placed.ts';

/** Signing in, as the tests see it. */
export class AccountHarness {
  readonly harness: Harness;

  constructor(harness: Harness) {
    this.harness = harness;
  }

  get line(): string | undefined {
    return this.harness.text('[part=account]');
  }

  get dialog(): HTMLDialogElement | null {
    return this.harness.find('dialog') as HTMLDialogElement | null;
  }

  get title(): string | undefined {
    return this.harness.text('[part=dialog-heading]');
  }

  get failure(): string | undefined {
    return this.harness.text('dialog [part=failure]');
  }

  get memberButton(): HTMLElement | null {
    return this.harness.find('[part=member]');
  }

  /** What the menu offers. */
  get menu(): readonly string[] {
    return this.harness.all('[part=menu] button').map((button) => button.textContent);
  }

  /** The fields of the view, by what they are for. */
  get fields(): readonly string[] {
    return this.harness.all('dialog [part=input]').map((field) => field.getAttribute('autocomplete')!);
  }

  field(name: 'name' | 'email' | 'password' | 'code'): HTMLInputElement | null {
    return this.harness.root.querySelector<HTMLInputElement>(`#sign-in-${name}`);
  }

  fault(name: 'name' | 'email' | 'password' | 'code'): string | null {
    return this.field(name)?.getAttribute('aria-invalid') === 'true' ? this.harness.text(`#sign-in-${name}-fault`)! : null;
  }

  /** Presses "Sign in" and waits for the dialog with its views. */
  async open(): Promise<void> {
    this.harness.find('[part=sign-in]')!.click();
    await until(() => this.dialog?.open && typeof this.harness.element.widget.account?.ways === 'object', 'the dialog is open');
    await this.drawn();
  }

  async show(view: 'sign-in' | 'register' | 'forgot'): Promise<void> {
    this.harness.element.widget.account!.signIn.show(view);
    await this.drawn();
  }

  async type(typed: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(typed)) {
      const field = this.field(name as 'name')!;
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
    await this.drawn();
  }

  /** Presses the button that the view is for, and waits for what comes of it. */
  async submit(): Promise<void> {
    this.harness.find('dialog [part=submit]')!.click();
    await this.settled();
  }

  /** Until nothing is on its way. */
  async settled(): Promise<void> {
    await until(() => !this.harness.element.widget.account?.signIn.isBusy, 'nothing is on its way');
    await this.drawn();
  }

  /** Ann signs in by her password, from pressing "Sign in" to the member's line. */
  async signIn(): Promise<void> {
    await this.open();
    await this.type({ email: 'ann@news.example', password });
    await this.submit();
    await this.signedIn();
  }

  async signedIn(): Promise<void> {
    await until(() => this.memberButton && this.harness.element.widget.account?.session.presence === 'member', 'somebody is signed in');
    await this.drawn();
  }

  async openMenu(): Promise<void> {
    this.memberButton!.click();
    await until(() => this.menu.length, 'the menu is there');
    await this.drawn();
  }

  async drawn(): Promise<void> {
    await this.harness.drawn();
    for (const room of this.harness.all('diwan-desk, diwan-account, diwan-sign-in')) await room.updateComplete;
    await this.harness.drawn();
  }
}

/** A widget on a backend that knows members, with its form. */
export async function withMembers(placing: Placing = {}, prepare: (adapter: MembersAdapter) => unknown = () => undefined) {
  const adapter = placing.adapter instanceof MembersAdapter ? placing.adapter : await new MembersAdapter().withAnn();
  await prepare(adapter);
  const harness = await placed({ ...placing, adapter });
  await harness.form();
  const account = new AccountHarness(harness);
  await account.drawn();
  return { adapter, harness, account };
}
