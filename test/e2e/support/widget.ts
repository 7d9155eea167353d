import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Reader } from './browser.ts';
import { eventually } from './eventually.ts';

/** A field of the form. */
export type Field = 'name' | 'email' | 'text';

/** A widget as a reader meets it. It alone knows how its parts are found. */
export class Widget {
  readonly page: Page;
  readonly root: Locator;
  readonly heading: Locator;
  readonly comments: Locator;
  readonly list: Locator;
  /** What stands in place of comments until they come. */
  readonly skeleton: Locator;
  readonly notice: Locator;
  readonly retry: Locator;
  readonly newer: Locator;
  readonly form: Locator;
  readonly submit: Locator;
  readonly remember: Locator;
  /** What this reader sent and the list does not show. */
  readonly own: Locator;
  /** The field in which this reader changes what they wrote. */
  readonly change: Locator;
  readonly pager: Locator;
  readonly sort: Locator;
  readonly pageSize: Locator;
  /** What assistive technology was told last. */
  readonly announcement: Locator;

  constructor(page: Page, root: Locator = page.locator('diwan-comments')) {
    this.page = page;
    this.root = root;
    this.heading = root.locator('[part~=heading]');
    this.list = root.locator('diwan-list');
    this.comments = root.locator('[part~=list] [part~=comment]');
    this.skeleton = root.locator('[part~=skeleton]');
    this.notice = root.locator('[part~=notice]');
    this.retry = root.getByRole('button', { name: 'Try again' });
    this.newer = root.locator('[part~=newer]');
    this.form = root.locator('[part~=form]');
    this.submit = root.locator('[part~=form] [part~=submit]');
    this.remember = root.locator('[name=remember]');
    this.own = root.locator('[part~=own] [data-state]');
    this.change = root.locator('[part~=editing] textarea');
    this.pager = root.locator('[part~=pager]');
    this.sort = root.locator('[part~=sort]');
    this.pageSize = root.locator('[part~=page-size]');
    this.announcement = root.getByRole('status');
  }

  /** Opens an address and waits until its widget shows comments, or says why not. */
  static async open(reader: Reader, url: string): Promise<Widget> {
    const page = await reader.newPage();
    await page.goto(url);
    const widget = new Widget(page);
    await widget.shown();
    return widget;
  }

  /** Once the list is there or a notice in its place, and the pager with what follows it. */
  async shown(): Promise<void> {
    await this.root.locator('diwan-list[aria-busy=false]').waitFor();
    await this.root.locator('diwan-pager').waitFor({ state: 'attached' });
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.shown();
  }

  /** What the comments of the page say. */
  texts(): Promise<string[]> {
    return this.comments.locator('[part~=text]').allTextContents();
  }

  /** What this reader sent and the list does not show yet. */
  ownTexts(): Promise<string[]> {
    return this.own.locator('[part~=text]').allTextContents();
  }

  /** Waits for exactly these comments. */
  async shows(texts: readonly string[]): Promise<void> {
    await eventually(async () => assert.deepEqual(await this.texts(), texts));
  }

  /** Waits until an element says exactly this. */
  async says(where: Locator, text: string): Promise<void> {
    await eventually(async () => assert.equal(await where.textContent(), text));
  }

  field(name: Field): Locator {
    return this.form.locator(`[name=${name}]`);
  }

  /** What is said at a field. */
  fault(name: Field): Locator {
    return this.form.locator(`#${name}-fault`);
  }

  /** A button of the form, by what stands on it. */
  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  /** Goes to the form, which is fetched then. */
  async approach(): Promise<void> {
    await this.root.locator('[part~=form-heading]').scrollIntoViewIfNeeded();
    await this.form.waitFor();
  }

  /** Goes to the form and waits for what comes after it: from then on what is posted can be changed. */
  async isKeeping(): Promise<void> {
    await this.approach();
    await this.page.waitForFunction(() => customElements.get('diwan-deeds') !== undefined);
  }

  async fill(fields: Partial<Record<Field, string>>): Promise<void> {
    await this.approach();
    for (const [name, value] of Object.entries(fields)) await this.field(name as Field).fill(value);
  }

  /** Fills the form in and sends it. */
  async post(text: string, name = 'Bêrîvan'): Promise<void> {
    await this.fill({ name, text });
    await this.submit.click();
  }

  /** Types a text and loads the page anew in the same task, so that nothing can be stored between; waits until the widget is there again. */
  async putInAndLeave(text: string): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.field('text').evaluate((area, typed) => {
      (area as HTMLTextAreaElement).value = typed;
      area.dispatchEvent(new InputEvent('input', { bubbles: true }));
      location.reload();
    }, text);
    await loaded;
    await this.shown();
  }

  /** Waits until a text stands in the form's field. */
  async holds(text: string): Promise<void> {
    await eventually(async () => assert.equal(await this.field('text').inputValue(), text));
  }

  /** Waits until a text stands in the field for changes. */
  async holdsChange(text: string): Promise<void> {
    await eventually(async () => assert.equal(await this.change.inputValue(), text));
  }

  /** Waits until a draft is kept on the device: what is typed in the very moment a page is left may not be yet. */
  async keeps(text: string): Promise<void> {
    await eventually(async () => assert.ok((await this.#drafts()).includes(text), `"${text}" is not kept`));
  }

  /** Waits until no draft is kept on the device. */
  async keepsNoDraft(): Promise<void> {
    await eventually(async () => assert.deepEqual(await this.#drafts(), []));
  }

  /** Waits until nothing on the device says who the reader is; the key by which their comments are theirs does not. */
  async remembersNobody(): Promise<void> {
    await eventually(async () => assert.doesNotMatch(JSON.stringify(await this.page.evaluate(recordsOnDevice)), /guest(?!Key)/));
  }

  /** The keys of what the device still has to send. */
  async outbox(): Promise<string[]> {
    const records = await this.page.evaluate(recordsOnDevice);
    return records.map(([key]) => key).filter((key) => key.startsWith('v1:outbox:'));
  }

  async #drafts(): Promise<unknown[]> {
    const records = await this.page.evaluate(recordsOnDevice);
    return records.filter(([key, { text }]) => key.startsWith('v1:draft:') && text !== undefined).map(([, { text }]) => text);
  }

  /** A link of the pager, by its name: "Page 3", "Next page". */
  link(name: string): Locator {
    return this.pager.getByRole('link', { name, exact: true });
  }

  /** A button of the pager, by what it says: it has them instead of links where pages have no numbers. */
  step(name: string): Locator {
    return this.pager.getByRole('button', { name, exact: true });
  }

  /** Waits until this is the number of the page shown. */
  async isOnPage(number: string): Promise<void> {
    await this.pager.locator('[aria-current=page]', { hasText: new RegExp(`^${number}$`) }).waitFor();
    await this.root.locator('diwan-list[aria-busy=false]').waitFor();
  }

  /** Turns to a page by its link and waits until it is shown. */
  async turn(name: string, number: number): Promise<void> {
    await this.link(name).click();
    await this.isOnPage(String(number));
  }

  /** The name of the element that has the focus, through shadow roots: `tag`, `tag#id` or `tag[name]`. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const { localName = '', id = '' } = element ?? {};
      return id ? `${localName}#${id}` : localName;
    });
  }

  /** What stands on the element that has the focus, or its label. */
  focusedName(): Promise<string> {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? '';
    });
  }

  /** Whether the element that has the focus is outlined. */
  showsFocus(): Promise<boolean> {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (!element || element === document.body) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
    });
  }

  /** Waits until the focus is on the button that says so. */
  async hasFocusOnButton(name: string): Promise<void> {
    await eventually(async () => assert.deepEqual([await this.focused(), await this.focusedName()], ['button', name]));
  }

  /** Waits until the focus is there. */
  async hasFocusOn(element: string): Promise<void> {
    await eventually(async () => assert.equal(await this.focused(), element));
  }
}

/** Everything in the page's database, with its keys. */
function recordsOnDevice(): Promise<(readonly [key: string, record: { readonly text?: unknown }])[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('diwan');
    opening.onerror = () => reject(new Error('The database does not open.'));
    opening.onsuccess = () => {
      const { result: database } = opening;
      const transaction = database.transaction('records');
      const keys = transaction.objectStore('records').getAllKeys();
      const records = transaction.objectStore('records').getAll();
      transaction.onabort = () => reject(new Error('The database cannot be read.'));
      transaction.oncomplete = () => {
        database.close();
        resolve(records.result.map((record: { readonly text?: unknown }, index) => [keys.result[index] as string, record] as const));
      };
    };
  });
}
