/** How often it is looked whether the reader closed the window, in milliseconds: no event tells. */
const lookEvery = 400;

/** The window in which somebody signs in on another page. */
export class SignInWindow {
  readonly #gone: () => void;
  #window: Window | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param gone is told once when the window is not there any more, or cannot be seen from here. */
  constructor(gone: () => void) {
    this.#gone = gone;
  }

  /** Opens an address, in the window that is there already where there is one. Answers whether the browser let us; it lets nobody who was not just pressed. */
  open(address: string): boolean {
    this.#forget();
    const [width, height] = [480, 680];
    const left = Math.round(screenX + (outerWidth - width) / 2);
    const top = Math.round(screenY + (outerHeight - height) / 2);
    this.#window = open(address, 'diwan-sign-in', `popup,width=${width},height=${height},left=${left},top=${top}`);
    if (!this.#window) return false;
    this.#timer = setInterval(() => this.#look(), lookEvery);
    return true;
  }

  /** Closes it where that can be done from here. */
  close(): void {
    this.#window?.close();
    this.#forget();
  }

  #look(): void {
    if (!this.#window?.closed) return;
    this.#forget();
    this.#gone();
  }

  #forget(): void {
    clearInterval(this.#timer);
    this.#window = null;
  }
}
