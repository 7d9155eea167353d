import type { Said } from './said.ts';

/** Under "A short guide to walking slowly": few. */
export const walking: readonly Said[] = [
  { name: 'Margit', text: 'I counted nineteen cats and was forgiven by my dentist.' },
  { name: 'Baran', text: 'The advice about the hands is the hardest. I lasted two houses.', replies: [{ name: 'Tom Harrow', text: 'Two is very good. The third is where the hill begins.' }] },
  { name: null, text: 'Good morning.' },
];
