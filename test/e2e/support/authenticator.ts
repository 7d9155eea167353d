import type { CDPSession, Page } from 'playwright-core';

const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const;

/** A device's passkeys, as one page of Chromium sees them, whose owner's finger is always on the sensor. */
export class Authenticator {
  readonly #session: CDPSession;
  readonly #id: string;

  private constructor(session: CDPSession, id: string) {
    this.#session = session;
    this.#id = id;
  }

  /** Gives a page an authenticator, with the passkeys of another one where that is said. */
  static async on(page: Page, like?: Authenticator): Promise<Authenticator> {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options });
    const made = new Authenticator(session, authenticatorId);
    for (const credential of (await like?.credentials()) ?? []) await session.send('WebAuthn.addCredential', { authenticatorId, credential });
    return made;
  }

  async credentials() {
    return (await this.#session.send('WebAuthn.getCredentials', { authenticatorId: this.#id })).credentials;
  }
}
