/** Tells the site's other tabs something. What is posted reaches every tab but the one that posts, in order, or never. */
export interface Channel {
  post(message: unknown): void;
  subscribe(listener: (message: unknown) => void): () => void;
}
