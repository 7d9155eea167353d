import type { Said } from './said.ts';

/** Under "The old bridge stays", whose discussion is closed. */
export const bridge: readonly Said[] = [
  { name: 'Lower market', text: 'Eleven minutes longer, four times a day, six days a week. Somebody in the council should work out what that is in diesel. I have: it is a month’s rent.' },
  { name: 'Pupil, form 8', text: 'we walked across today without running. it was weird. you can hear the water' },
  { name: 'Adel S.', text: 'Credit to Mr Kaya for counting. It is astonishing how rarely anybody does.', replies: [{ name: 'Lower market', text: 'He counted in June. In October he would have counted apples, and every one of them on a lorry.' }] },
  { name: 'H. Brooks', text: 'They quoted me correctly, which I did not expect.' },
  { name: 'Stone mason', text: 'The third arch has moved by two fingers since I was a boy. Whoever says that it was only about the view has not been underneath.' },
  { name: 'Rozerin', text: 'Both sides are right here. Half the fee for two years is not nothing. Let us see the signs first, and then shout.' },
  { name: 'Ken', text: 'I would like to know more about the wedding.' },
  { name: 'The wedding', text: 'We forgot the rings. Hence twice.' },
  { name: 'Ken', text: 'Thank you. This is why I read the comments.' },
];
