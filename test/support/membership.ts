import type { MemberSection } from '../../src/state/membership.ts';
import { AccountHarness, withMembers } from './account.ts';
import { until, type Harness } from './harness.ts';
import type { MembersAdapter } from './members-adapter.ts';
import type { Placing } from './placed.ts';
import { forgetDevice } from './reader.ts';

/** Members' pages, as the tests see them. */
export class MembershipHarness {
  readonly harness: Harness;

  constructor(harness: Harness) {
    this.harness = harness;
  }

  get dialog(): HTMLDialogElement | null {
    return this.find('dialog') as HTMLDialogElement | null;
  }

  /** The names of the sections, the one that is shown in brackets. */
  get tabs(): readonly string[] {
    return this.all('[role=tab]').map((tab) => (tab.ariaSelected === 'true' ? `[${tab.textContent}]` : tab.textContent));
  }

  /** All that is drawn, in words. */
  get text(): string {
    return this.dialog!.innerText;
  }

  /** What is said to those who do not see. */
  get announcement(): string {
    return this.find('[role=status].unseen')!.textContent.trim();
  }

  /** What went wrong, top to bottom. */
  get faults(): readonly string[] {
    return this.all('.fault').map((fault) => fault.textContent.trim()).filter((text) => text && !text.includes('too many'));
  }

  get canvas(): HTMLCanvasElement | null {
    return this.find('canvas') as HTMLCanvasElement | null;
  }

  /** Opens them from the member's menu. */
  async open(section: MemberSection = 'profile'): Promise<void> {
    const { account } = this.harness.element.widget;
    account!.openMembership!();
    await until(() => this.dialog?.open && this.find('#member-name, .mine, fieldset, section'), 'they are open');
    await this.show(section);
  }

  async show(section: MemberSection): Promise<void> {
    this.find(`#member-tab-${section}`)!.click();
    await this.settled();
  }

  async press(text: string): Promise<void> {
    const button = this.all('button').find((each) => each.textContent.trim() === text || each.ariaLabel === text);
    if (!button) throw new Error(`no button says ${text}: ${this.all('button').map((each) => each.textContent.trim()).join(', ')}`);
    button.click();
    await this.settled();
  }

  async type(id: string, text: string): Promise<void> {
    const field = this.find(`#member-${id}`) as HTMLInputElement;
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await this.settled();
  }

  async tick(selector: string): Promise<void> {
    (this.find(selector) as HTMLInputElement).click();
    await this.settled();
  }

  /** Chooses a picture, as from a file. */
  async choosePicture(file: Blob): Promise<void> {
    const data = new DataTransfer();
    data.items.add(new File([file], 'me.png', { type: file.type }));
    this.find('.picture')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    await until(() => this.canvas ?? this.faults.length, 'it is read');
    await this.settled();
  }

  /** Until nothing is on its way and all is drawn. */
  async settled(): Promise<void> {
    await until(() => !this.find('[aria-busy=true]'), 'nothing is on its way');
    await this.drawn();
    await until(() => !this.find('[aria-busy=true]'), 'nothing is on its way any more');
    await this.drawn();
  }

  async drawn(): Promise<void> {
    for (const room of this.harness.all('diwan-membership, diwan-crop, diwan-profile')) await room.updateComplete;
  }

  find(selector: string): HTMLElement | null {
    return this.harness.find('diwan-membership')?.querySelector<HTMLElement>(selector) ?? null;
  }

  all(selector: string): HTMLElement[] {
    return [...(this.harness.find('diwan-membership')?.querySelectorAll<HTMLElement>(selector) ?? [])];
  }
}

/** A widget in which Ann is signed in. */
export async function withAnnSignedIn(placing: Placing = {}, prepare?: (adapter: MembersAdapter) => unknown) {
  await forgetDevice();
  const { adapter, harness, account } = await withMembers(placing, prepare);
  await account.signIn();
  return { adapter, harness, account: account satisfies AccountHarness, pages: new MembershipHarness(harness) };
}

/** A picture of 8 × 4 fields, each in a colour of its own, so that it can be seen which of them were taken. */
export async function checkered(field = 40): Promise<Blob> {
  const canvas = new OffscreenCanvas(8 * field, 4 * field);
  const context = canvas.getContext('2d')!;
  for (let x = 0; x < 8; x++) for (let y = 0; y < 4; y++) {
    context.fillStyle = `rgb(${x * 32} ${y * 64} 128)`;
    context.fillRect(x * field, y * field, field, field);
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Which field of {@link checkered} stands where on a canvas, from its left and top in parts of its side. */
export function fieldAt(canvas: HTMLCanvasElement | OffscreenCanvas, x: number, y: number): string {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const [red, green] = context.getImageData(Math.round(x * canvas.width), Math.round(y * canvas.height), 1, 1).data;
  return `${Math.round(red! / 32)},${Math.round(green! / 64)}`;
}
