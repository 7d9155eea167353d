import type { ReactiveController } from 'lit';
import { chooser, choicesIn, saveChoices, type Choices } from '../state/choices.ts';
import type { TurningHost } from './turning.ts';

/** Says on the widget which appearance its member chose, where the page has another. */
const themeAttribute = 'data-diwan-theme';

/** Shows a widget in the language and the appearance that its member chose, after the first paint and for as long as they are signed in. */
export class Choosing implements ReactiveController {
  readonly #host: TurningHost;
  #shown: Choices = { language: null, theme: 'auto' };
  /** The language that the page gave the widget itself. */
  #ownLanguage: string | null = null;
  /** The member for whom the backend was asked. */
  #asked: string | null = null;

  constructor(host: TurningHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#learn();
    const { language, theme } = choicesIn(this.#host.texts);
    const shown = this.#shown;
    this.#shown = { language, theme };
    if (language !== shown.language) this.#speak(language, shown.language);
    if (theme !== shown.theme) this.#look(theme);
  }

  /** On a device that a member is new to, what they chose on others. */
  #learn(): void {
    const { widget, texts } = this.#host;
    const { member, isKnown } = chooser(texts);
    const { account } = widget.thread?.adapter ?? {};
    if (!member || isKnown || member === this.#asked || !account || widget.account?.session.view?.viewer.id !== member) return;
    this.#asked = member;
    account.loadAccount(widget.thread!.ref.site).then(
      ({ settings }) => {
        saveChoices(texts, member, settings);
        this.#host.requestUpdate();
      },
      // Then it is asked on the next page.
      () => undefined,
    );
  }

  #speak(language: string | null, before: string | null): void {
    const host: HTMLElement = this.#host;
    if (before === null) this.#ownLanguage = host.getAttribute('lang');
    const lang = language ?? this.#ownLanguage;
    if (lang === null) host.removeAttribute('lang');
    // Whoever follows the language of the place hears of it.
    else host.setAttribute('lang', lang);
  }

  /** Where the page looks so already, its own colours stay. */
  #look(theme: Choices['theme']): void {
    const host: HTMLElement = this.#host;
    host.removeAttribute(themeAttribute);
    if (theme === 'auto' || isDark(host) === (theme === 'dark')) return;
    host.setAttribute(themeAttribute, theme);
    // A page that sets the colour of the widget itself means it.
    if (isDark(host) !== (theme === 'dark')) host.removeAttribute(themeAttribute);
  }
}

/** Whether an element is dark: whether its letters are light. */
function isDark(element: Element): boolean {
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d')!;
  context.fillStyle = getComputedStyle(element).color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return red! * 0.3 + green! * 0.59 + blue! * 0.11 > 127;
}
