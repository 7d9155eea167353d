import type { Said } from './said.ts';

/** Under "The last bookbinder of Tannery Street". */
export const bookbinder: readonly Said[] = [
  { name: 'Helen Marsh', text: 'I read this on the tram and missed my stop. The pencil line going off the edge of the map will stay with me for a while.' },
  {
    name: 'Peter Vance',
    text: 'A lovely piece. But I wish somebody had asked the one question that matters: what would it cost to keep the shop open for one more year? Is it the rent? Twenty readers with a standing order have saved stranger things.',
    replies: [
      { name: 'Nadia K.', text: 'The baker’s wife keeps his accounts, so she knows to the coin. Ask her. She is not shy.' },
      { name: 'Peter Vance', text: 'I wrote to the newspaper for the address. Will report back.' },
    ],
  },
  { name: 'Ruth Oyelaran', text: 'He burnt the sample in the stove. I cheered out loud in a waiting room.' },
  { name: 'R. Castellan', text: 'Bookbinder for thirty years here, in another country. Every word about the paste is true. Every word about the money is true as well.' },
  {
    name: 'J. Whitlock',
    text: 'I must be the only one who did not like it. We are invited once again to be moved by a man being poor. He is not a symbol, he is a small business with a bad price list. Charge double, and let the hotel buy its two hundred spines. That would have paid an apprentice.',
    replies: [
      { name: 'Ruth Oyelaran', text: 'You are right about the price list. But an apprentice who makes false books learns to make false books.' },
      { name: 'J. Whitlock', text: 'Fair. I had not thought of what the apprentice would learn.' },
      { name: 'Tomás', text: 'Both of you made me change my mind twice. I came here only to say that the picture is beautiful.' },
    ],
  },
  { name: 'Ayşe Gündoğan', text: 'My uncle is the retired bus driver. He does not read newspapers on a screen, so I read it to him. He wants you to know that the line goes to Mersin, and that it was raining.' },
  { name: 'Sam', text: '“She wanted it dry; she did not want it flat.” ❤️' },
  { name: 'Ilse Brandt', text: 'Does anybody know whether he takes books by post? I have my father’s field guide to birds, in two halves since 1987.' },
  { name: 'Dr. Owen Pryce', text: `A note from a paper conservator, since several people have asked me.

The “paper so thin that it seems to be poured” is probably kozo tissue, 3 to 5 grams per square metre. It is put on with wheat starch paste, which can be taken off again with water even after a hundred years. That is the whole ethic of the trade in one sentence: do nothing that the next person cannot undo.

Please do not use sticky tape. Please. I have spent more of my life removing sticky tape than with my children.` },
  { name: 'Marguerite', text: 'Eleven steps worn into the shape of spoons. I know exactly those steps, and I have never been to Zerin.' },
  { name: 'tinkerer_77', text: 'Leyla leaving engines for books makes sense to me. Both are sewn together by somebody who assumed you would never need to look inside.' },
  { name: 'Karim Haddad', text: 'كان في شارعنا مجلِّد مثله تمامًا. أغلق دكّانه قبل عشر سنوات، وما زلت كلما مررت من هناك أبطئ خطوتي.' },
  { name: 'Anneke de Wit', text: 'Which museum has people working in it? The printing museum in our town has two retired typesetters who swear at the visitors. Best museum I know.' },
  {
    name: 'Baker’s daughter',
    text: 'The card is still in our window. People photograph it. He says if one more person photographs it without reading it he will charge for the light.',
    replies: [{ name: 'Ilse Brandt', text: 'Then you can tell me: does he take books by post?' }, { name: 'Baker’s daughter', text: 'He does. Wrap it well and put no value on the parcel. He does not like to be told what things are worth.' }],
  },
  { name: 'Colin', text: 'Beautiful.' },
  { name: 'Farah Nouri', text: 'A small correction: the Kurdish grammar was buried in a garden, yes, but in a bread tin. The raincoat was around the tin. I should know; it was our garden.' },
  { name: 'Paul Eriksen', text: 'I run the council’s culture office two valleys further on. We did turn a workshop into a museum, and the author is right: on the day it opened, the work stopped. If we could do it again, we would pay the rent and leave the door as it was.' },
  { name: 'M.', text: 'Is there a way to send him money that he would not burn?' },
  { name: 'Joanna Blythe', text: 'What a relief to read something this long, this quiet.' },
  { name: 'Hewa Karim', text: 'دەستت خۆش. وەستای لەم جۆرە لە هەموو شارێکدا هەبوو، ئێستا بە چرا بۆیان دەگەڕێین.' },
  { name: 'Student of typography', text: 'Page iv of my thesis will quote the sentence about a book having a body. With permission, if the author reads this?' },
  {
    name: null,
    text: '',
    state: 'removed',
    replies: [{ name: 'Helen Marsh', text: 'I am not sure what that had to do with books.' }],
  },
  { name: 'Grigor', text: 'The railway bindings! My grandfather was station master at the foot of the pass. The timetables of 1931 are on my shelf, green cloth, red corners, and there is a small paper label inside: “Tannery St. No 4.” I never knew what it meant until this morning.' },
  { name: 'Lucy Farrant', text: 'Has nobody noticed that he paid back eleven kilos of calfskin to a dead man? That is the article, right there.' },
  { name: 'Mehmet Yalçın', text: 'Gazetede okuyunca annemin mutfaktaki yemek defterini açtım. Patlıcan sayfası bizde de yağ olmuş.' },
  { name: 'Eoin', text: 'A breath less than a quarter. I have been turning the vice in my shed all weekend trying to feel what he means.' },
  { name: 'Prisca Lang', text: 'I was one of the twenty-three. I saw the stool. He was kind about it; he said that I had a good back and should look after it. I run a shoe shop now and I am happy, but sometimes in the afternoon I think about that lamp.' },
  { name: 'Daniel Okafor', text: 'For those asking how it is done, the best introduction I know is at https://library.example.org/collections/craft/bookbinding/sewing-on-raised-cords/a-practical-introduction-in-forty-seven-plates-with-notes-on-leather-paste-and-patience?edition=third&language=en&view=facing-pages#plate-12 and it is free.' },
  { name: 'Wiebke', text: 'I work with databases all day. What struck me is “through the same holes”. Our whole profession would be better off if migrations were done like that:\n\nfor (const fold of book.folds) {\n  sew(fold, { cords: book.cords, holes: fold.holes });\n}\n\nNo new holes. That’s the rule.' },
  { name: 'Old customer', text: 'He mended my school bag in 1979, which is not a book. He said it had carried enough of them.' },
  { name: 'Sîdar', text: 'Ez jî ji Zerînê me. Li Tebaxê kursiya wî şkest, me jê re yeke nû bir. Ya nû li hundir e, ew hîn li ser ya kevn rûdine.' },
  { name: 'Abigail Stone', text: 'Reading all these comments I have the impression that half the town has been down those steps. So why was the boy with the phone covers the one who earned more? I ask myself as much as anyone: I have not had a book mended in my life. I bought new ones.' },
  { name: 'V. Lindqvist', text: 'I would like to disagree with Mr Whitlock further up, but gently. A price is also a sentence. His says: I want everyone to be able to come down here.' },
  { name: 'Noor', text: '📚🪡🤎' },
  { name: 'Harriet Bell', text: 'My grandmother dropped her novels in the bath on purpose, I think. She said they read better thick.' },
  { name: 'Yannis P.', text: 'Why does it always have to be the last one? There are four binders under thirty in my city. They have a queue. It might be worth writing about the next ones as well, Ms Aldous.' },
  { name: 'Miriam Aldous', text: `The author here. Thank you for all of this; I have printed it out and taken it down the steps.

To Ms Nouri: you are right about the bread tin, and I am sorry. To Yannis: agreed, and I am packing.

Yusuf has asked me to say two things. First, that he does take books by post. Second, that he is not the last. “There is a girl upstairs,” he says, “who has just glued her sleeve to an atlas.”` },
  { name: 'Peter Vance', text: 'Reporting back, as promised. It is the rent, and it is less than my phone bill. Eleven of us have signed. The baker’s wife is keeping the list, next to the card.' },
  { name: 'Irina', text: 'Eleven, like the steps.' },
  { name: 'Gareth Hughes', text: 'I am a dentist whose father was a cooper. I am fond of barrels and I did not go back, either. It is possible to read that line about the children as a reproach. I choose not to, but it took me a moment.' },
  { name: 'Shilan', text: 'Gareth, my father reads it as: they were free to go, and he is proud of that. He also mended things.' },
  { name: 'Old Tom', text: 'In my day there were nine shops and nine opinions and the leather was terrible in all of them. He has that right.' },
  { name: 'Beatriz', text: 'I translated this for my class of fourteen-year-olds. They wanted to know only one thing: does the lamp get hot?' },
  { name: 'Baker’s daughter', text: 'It does, Beatriz. He dries his gloves on it.' },
  { name: 'رنا', text: 'قرأتُ المقال مرّتين: مرة من أجل الحكاية، ومرة من أجل الجمل.' },
  { name: 'Frank Adeyemi', text: 'Nineteen and swearing quietly. There is hope for this country.' },
  { name: 'Nina Holt', text: 'One thought about the museum. Ours pays a weaver to weave there, four mornings a week, behind no glass. Children are allowed to touch the loom and she is allowed to tell them to stop. It can be done; it just has to be in the contract.' },
  { name: 'Anonymous coward', text: 'my dad has a book like this, it’s a car manual, he would not let anyone else touch it. i’m going to ask him about it tonight' },
  { name: 'Anonymous coward', text: 'update: we talked until 1 am' },
  { name: 'Sophie Laurent', text: 'That update is worth the subscription.' },
  { name: 'Lewis', text: 'Does the atlas go back to him before the new year? I need to know that it goes back.' },
  { name: 'Ayşe Gündoğan', text: 'It came back on Thursday, Lewis. My uncle has not opened it yet. He keeps putting it on the table and making tea.' },
  { name: 'Magnus', text: 'I have read that last comment aloud to three people.' },
  { name: 'Clara Whitby', text: 'First comment I have ever left anywhere. Thank you to whoever looks after this corner. Nobody has shouted.' },
  { name: 'Visitor from the coast', text: 'If the hotel still wants its spines, tell them our library throws out the real ones every spring.', state: 'held' },
  { name: 'Tariq', text: 'A town that cannot bear to throw things away. I would like to live there.' },
  { name: 'Edith Crane', text: 'I am eighty-six. I had my cookery book rebound in 1964, for two shillings and a jar of quince jelly. It has outlived three kitchens and one husband. Somebody in the family will get it, and in it they will find every birthday I ever baked for. That is what the man mends. Nobody should call it paper.' },
  { name: 'Jo', text: 'Nothing to add after Edith.' },
];
