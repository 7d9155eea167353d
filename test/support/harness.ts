import { waitUntil } from '@open-wc/testing';
import type { DiwanComments } from '../../src/elements/comments/comments.ts';

/** One comment, as a reader sees it. */
export interface SeenComment {
  readonly name: string | undefined;
  readonly text: string | undefined;
  /** What is said about it, such as that it waits for approval. */
  readonly state: string | undefined;
}

/** Waits until it holds; a machine may be slow. */
export const until = (holds: () => unknown, what: string): Promise<void> => waitUntil(() => Boolean(holds()), what, { timeout: 8000, interval: 10 });

/** A widget as the tests see it. Nothing else knows what stands where inside it. */
export class Harness {
  readonly element: DiwanComments;

  constructor(element: DiwanComments) {
    this.element = element;
  }

  /** Until the first answer is drawn and what comes after the first paint is there. */
  whole(): Promise<void> {
    return until(() => !this.isBusy && this.find('diwan-pager')?.isUpdatePending === false, 'the widget is whole');
  }

  /** Until all that was asked for is drawn. */
  async drawn(): Promise<void> {
    await this.element.updateComplete;
    for (const room of this.all('diwan-list, diwan-comment, diwan-notice, diwan-sort, diwan-pager, diwan-form, diwan-deeds')) await room.updateComplete;
  }

  /** Until the form can be typed into. */
  async form(): Promise<void> {
    await until(() => this.find('textarea'), 'the form is there');
    await this.drawn();
  }

  get isBusy(): boolean {
    return this.find('diwan-list')?.getAttribute('aria-busy') !== 'false';
  }

  get language(): string | null | undefined {
    return this.find('section')?.getAttribute('lang');
  }

  get direction(): string {
    return getComputedStyle(this.find('section')!).direction;
  }

  get heading(): string {
    return this.text('h2')!;
  }

  get formHeading(): string | undefined {
    return this.text('h3');
  }

  /** How many pixels of the room kept for the form are left below it. */
  get spareRoom(): number {
    return this.find('.desk')!.getBoundingClientRect().bottom - this.find('form')!.getBoundingClientRect().bottom;
  }

  get hasSkeleton(): boolean {
    return !!this.find('[part=skeleton]');
  }

  /** What is said in place of the comments. */
  get notice(): string | undefined {
    return this.text('diwan-notice[about=list]');
  }

  get isAlert(): boolean {
    return !!this.find('diwan-notice[about=list] [role=alert]');
  }

  /** What is said in place of the form. */
  get deskNotice(): string | undefined {
    return this.text('diwan-notice[about=desk]');
  }

  /** What is said to those who do not see. */
  get announcement(): string {
    return this.text('[role=status]')!;
  }

  get list(): HTMLElement {
    return this.find('diwan-list')!;
  }

  get comments(): readonly SeenComment[] {
    return this.commentElements.map((comment) => this.#seen(comment));
  }

  get texts(): readonly (string | undefined)[] {
    return this.comments.map(({ text }) => text);
  }

  get commentElements(): readonly HTMLElement[] {
    return this.all('diwan-list diwan-comment');
  }

  /** The name that a comment has for those who go from article to article; `null` for none. */
  articleName(index: number): string | null {
    return this.commentElements[index]!.querySelector('article')!.getAttribute('aria-label');
  }

  /** The date of a comment, as it is drawn, as it is read aloud, and on hover. */
  date(index: number): { readonly drawn: string; readonly spoken: string; readonly title: string; readonly machine: string } {
    const time = this.commentElements[index]!.querySelector('time')!;
    const [drawn, spoken] = time.querySelectorAll('span');
    return { drawn: drawn!.textContent, spoken: spoken!.textContent, title: time.title, machine: time.dateTime };
  }

  /** The part of the page a name or a text is drawn in, for its direction. */
  drawnIn(index: number): { readonly name: HTMLElement; readonly text: HTMLElement } {
    const comment = this.commentElements[index]!;
    return { name: comment.querySelector('bdi')!, text: comment.querySelector('.text')! };
  }

  /** What the pager shows: numbers, `…` for gaps, arrows or words; the page shown in brackets, what leads nowhere in parentheses. */
  get pager(): string {
    return this.all('.pager li')
      .map((item) => {
        const link = item.querySelector('[part~=page]');
        const text = item.textContent.trim();
        if (link?.getAttribute('aria-current') === 'page') return `[${text}]`;
        return link?.getAttribute('aria-disabled') === 'true' ? `(${text})` : text;
      })
      .join(' ');
  }

  /** A link of the pager, by the name it has for those who do not see. */
  pageLink(label: string): HTMLAnchorElement {
    return this.#found(this.all('.pager a').find((link) => link.getAttribute('aria-label') === label), `no page link is called ${label}`) as HTMLAnchorElement;
  }

  /** A button of the pager, which there is where pages have no numbers. */
  pageButton(text: string): HTMLButtonElement {
    return this.#found(this.all('.pager button').find((button) => button.textContent === text), `no page button says ${text}`) as HTMLButtonElement;
  }

  /** Turns to a page and waits until it is there. */
  async turn(label: string): Promise<void> {
    (this.find('.pager a') ? this.pageLink(label) : this.pageButton(label)).click();
    await Promise.resolve();
    await this.settled();
  }

  /** Until nothing is on its way. */
  async settled(): Promise<void> {
    await until(() => !this.element.widget.thread?.isLoading, 'nothing is on its way');
    await this.drawn();
  }

  get newerButton(): HTMLButtonElement | null {
    return this.find('.newer') as HTMLButtonElement | null;
  }

  get sort(): HTMLSelectElement | null {
    return this.find('diwan-sort select') as HTMLSelectElement | null;
  }

  get pageSize(): HTMLSelectElement | null {
    return this.find('diwan-pager select') as HTMLSelectElement | null;
  }

  /** Chooses in a list, as a reader does. */
  choose(select: HTMLSelectElement | null, value: string): void {
    select!.value = value;
    select!.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Every button's text, top to bottom. */
  get buttons(): readonly string[] {
    return this.all('button').map((button) => button.textContent.trim());
  }

  /** A button by what it says. */
  button(text: string): HTMLButtonElement {
    return this.#found(this.all('button').find((button) => button.textContent.trim() === text), `no button says ${text}`) as HTMLButtonElement;
  }

  /** Presses a button. */
  async press(text: string): Promise<void> {
    this.button(text).click();
    await this.drawn();
  }

  /** A field by its label, or `undefined`. */
  field(label: string): HTMLInputElement | HTMLTextAreaElement | undefined {
    const found = this.all('label').find((candidate) => candidate.textContent.replace(/\(.*\)/, '').trim() === label) as HTMLLabelElement | undefined;
    return (found?.control ?? undefined) as HTMLInputElement | undefined;
  }

  /** Types into a field, over what stands there. */
  async type(label: string, value: string): Promise<void> {
    const field = this.#found(this.field(label), `no field is called ${label}`);
    await this.typeAt(field.name as 'text', value);
  }

  /** The same in any language: the field by its name. */
  async typeAt(name: 'name' | 'email' | 'text', value: string): Promise<void> {
    const field = this.find(`[name=${name}]`) as HTMLInputElement;
    if (field.value === value) return;
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await this.drawn();
  }

  /** Presses the button that posts, in any language. */
  async submit(): Promise<void> {
    this.find('[part=submit]')!.click();
    await this.drawn();
  }

  /** What is wrong with a field, as it says itself. */
  fault(label: string): string | null {
    const field = this.field(label)!;
    const said = (field.getAttribute('aria-describedby') ?? '').split(' ').map((id) => this.root.getElementById(id));
    const fault = said.find((element) => element?.matches('.fault[id$=fault]'))?.textContent.trim();
    return field.getAttribute('aria-invalid') === 'true' ? (fault ?? '') : null;
  }

  get counter(): string | undefined {
    return this.text('#counter');
  }

  /** What is said about the draft. */
  get draftLines(): readonly string[] {
    return this.all('[part=draft] > span').map((line) => line.textContent);
  }

  get formElement(): HTMLFormElement | null {
    return this.find('form') as HTMLFormElement | null;
  }

  /** Fills the form in and sends it. */
  async send(text: string, name = 'Ann', email = 'ann@news.example'): Promise<void> {
    for (const [label, value] of [['Name', name], ['E-mail', email], ['Your comment', text]] as const) if (this.field(label)) await this.type(label, value);
    await this.submit();
  }

  /** What this reader just sent, and what became of it. */
  get own(): readonly (SeenComment & { readonly became: string | undefined })[] {
    return this.all('.own > ol > li').map((item) => ({ ...this.#seen(item), became: item.querySelector(':scope > p > span')?.textContent }));
  }

  /** Whether the focus is there; with `null`, whether it is nowhere in the widget. A boolean, since no report can print an element. */
  hasFocus(element: Element | null | undefined): boolean {
    return this.root.activeElement === (element ?? null);
  }

  /** All that is drawn, in words and in what was typed. */
  get drawing(): string {
    const typed = this.all('input, textarea').map((field) => (field as HTMLInputElement).value);
    return [this.text('section')!.replace(/\s+/g, ' '), ...typed].join('\n');
  }

  get root(): ShadowRoot {
    return this.element.renderRoot as ShadowRoot;
  }

  find(selector: string): (HTMLElement & { readonly isUpdatePending?: boolean }) | null {
    return this.root?.querySelector(selector);
  }

  all(selector: string): (HTMLElement & { readonly updateComplete?: Promise<boolean> })[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)];
  }

  text(selector: string): string | undefined {
    return this.find(selector)?.textContent.trim();
  }

  #seen(comment: Element): SeenComment {
    const [name, text, state] = ['bdi', '.text', 'article [part=state]'].map((selector) => comment.querySelector(selector)?.textContent);
    return { name, text, state };
  }

  #found<T>(found: T | undefined, complaint: string): T {
    if (found === undefined) throw new Error(complaint);
    return found;
  }
}
