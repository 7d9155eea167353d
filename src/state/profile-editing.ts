import { maxAboutLength, maxPictureBytes, type AccountView, type MemberSettings, type ProfileView, type Visibility } from '../contract/account.ts';
import { lengthOf, nameFault, normalizeName, normalizeText, textFault } from '../contract/rules.ts';
import { Asking } from './asking.ts';
import type { Crop } from './crop.ts';
import type { MembershipHouse } from './membership-house.ts';

/** A picture that was chosen and is being cut. */
export interface ChosenPicture {
  readonly image: ImageBitmap;
  readonly crop: Crop;
}

/** What a member says of themselves, while they change it. */
export class ProfileEditing {
  name = '';
  about = '';
  /** How many comments others are told of; `null` while that is not known. */
  comments: number | null = null;
  readonly saving: Asking;
  readonly picturing: Asking;
  /** `null` where none is being cut. */
  chosen: ChosenPicture | null = null;
  readonly #membership: MembershipHouse;
  /** As they were when the fields were filled last. */
  #filled = { name: '', about: '' };

  constructor(membership: MembershipHouse) {
    this.#membership = membership;
    this.saving = new Asking(membership);
    this.picturing = new Asking(membership);
  }

  /** Fills the fields, but where something else was typed. */
  follow({ viewer, about }: AccountView): void {
    if (this.name === this.#filled.name) this.name = viewer.name;
    if (this.about === this.#filled.about) this.about = about;
    this.#filled = { name: viewer.name, about };
  }

  /** Whether there is something to save. */
  get isChanged(): boolean {
    return normalizeName(this.name) !== this.#filled.name || normalizeText(this.about) !== this.#filled.about;
  }

  /** How many characters there is room for; negative where there are too many. */
  get left(): number {
    return maxAboutLength - lengthOf(normalizeText(this.about));
  }

  write(field: 'name' | 'about', text: string): void {
    this[field] = text;
    this.saving.forgive(field);
  }

  /** How everybody sees the member, with what is not saved yet. */
  get preview(): ProfileView | null {
    const { account } = this.#membership;
    if (!account) return null;
    const { about, count, since } = account.settings.visible;
    return {
      viewer: { ...account.viewer, name: normalizeName(this.name) || account.viewer.name },
      about: about ? normalizeText(this.about) : null,
      comments: count ? this.comments : null,
      since: since ? account.createdAt : null,
    };
  }

  /** Learns how many comments others are told of. What cannot be learnt is left out of the preview. */
  async count(): Promise<void> {
    const { facet, site, account, signal } = this.#membership;
    if (!account?.settings.visible.count) return;
    this.comments = (await facet.loadProfile(site, account.viewer.id, { signal }).catch(() => null))?.comments ?? null;
    this.#membership.notify();
  }

  /** Stores name and words. Answers whether they are stored. */
  async save(): Promise<boolean> {
    const { facet, site } = this.#membership;
    const name = nameFault(this.name, 'required');
    const about = this.about.trim() ? textFault(this.about, maxAboutLength) : null;
    if (!this.saving.check(name && { field: 'name', reason: name }, about && { field: 'about', reason: about })) return false;
    return this.saving.ask(async (signal) => {
      const sent = { name: this.name, about: this.about };
      const account = await facet.changeAccount(site, { name: normalizeName(sent.name), about: normalizeText(sent.about) }, { signal });
      // What was typed on meanwhile stays; what was sent is as the backend has it.
      if (this.name === sent.name) this.name = this.#filled.name = account.viewer.name;
      if (this.about === sent.about) this.about = this.#filled.about = account.about;
      this.#membership.take(account);
    });
  }

  /** Shows others more or less. */
  async reveal(change: Partial<Visibility>): Promise<boolean> {
    const { account } = this.#membership;
    const visible: MemberSettings['visible'] = { about: false, count: false, since: false, ...account?.settings.visible, ...change };
    const isStored = await this.#membership.settle({ visible });
    if (isStored) void this.count();
    return isStored;
  }

  /** Begins to cut a picture; `null` where the file is none. */
  choose(chosen: ChosenPicture | null): void {
    this.chosen?.image.close();
    this.chosen = chosen;
    this.picturing.check(chosen ? null : { field: 'picture', reason: 'malformed' });
  }

  /** Leaves the picture as it was. */
  leave(): void {
    this.chosen?.image.close();
    this.chosen = null;
    this.picturing.forgive();
  }

  /** Stores another picture, or none. Answers whether it is stored. */
  picture(image: Blob | null): Promise<boolean> {
    const { facet, site } = this.#membership;
    if (image && image.size > maxPictureBytes) return Promise.resolve(this.picturing.check({ field: 'picture', reason: 'too-long' }));
    return this.picturing.ask(async (signal) => {
      this.#membership.take(await facet.changePicture(site, image, { signal }));
      this.leave();
    });
  }
}
