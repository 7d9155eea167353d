/** What a reader of the demo has said. When, is worked out from its place among the others. */
export interface Said {
  /** `null` for somebody who gave no name. */
  readonly name: string | null;
  readonly text: string;
  /** `published` when left out. Of a removed one only the place stays, and only if something answers it. */
  readonly state?: 'held' | 'removed';
  readonly replies?: readonly Said[];
}
