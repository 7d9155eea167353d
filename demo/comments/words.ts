import type { Said } from './said.ts';

/** Under "Words that travel without a passport": each of these runs in both directions. */
export const words: readonly Said[] = [
  { name: 'Dara', text: 'In our kitchen: چا in Sorani, çay in Kurmanji, شاي in Arabic, çay again in Turkish, and “tea” when the neighbours come. One kettle (قوری).' },
  { name: 'نسرین Nesrîn', text: 'پەنجەرە / pencere / pencere / window: تەنها ئینگلیزییەکە بە «با» ناوی ناوە، wind + eye، چاوی با!' },
  { name: 'Yusuf ibn Khalid', text: 'كلمة «دفتر» وصلت إلى العربية من اليونانية diphthéra (διφθέρα)، ثم سافرت إلى التركية defter والكردية defter (دەفتەر).' },
  { name: 'Murat', text: '“Saat” kelimesi Arapça ساعة’den geliyor; Kürtçede saet, Soranicede سەعات. Herkesin saati aynı, zamanı farklı.' },
  { name: 'Lina Haddad', text: 'My favourite: مسافر became misafir, and the guest became the traveller again in Sorani, میوان / mêvan, which is another word entirely but sits on the same cushion :)' },
  { name: 'Berfîn', text: 'Em dibêjin “kitêb” (کتێب), ereb dibêjin كتاب, tirk dibêjin “kitap”. Dayika min digot: “nivîs” bes e!' },
  { name: 'Printer’s assistant', text: 'Speaking for the printer: the line “شەکر, şekir, şeker, سكّر (sugar)” took four of us and 1 (one) argument about where the brackets go.' },
  { name: 'Omar 1987', text: 'رقم الهاتف القديم لدكّان جدّي كان 07-4416 (هكذا: سبعة ثم أربعة آلاف)، وكنا نقوله بالتركية: sıfır yedi.' },
  { name: 'Şîlan', text: '«Bazar», bazaar, بازاڕ, بازار, pazar. Li her derê heman deng: “Erzan e, erzan e!” → رخيص، رخيص!' },
  { name: 'Eva', text: 'A question for the author: does دیوان (dîwan) in the sense of “book of poems” come first, or the seat? My dictionary says: 1. ديوان الشعر 2. the council 3. the sofa, in this order, and I do not trust it!' },
  { name: 'Dilan Ferhad', text: 'Eva: the register came first, the people who kept it second (ديوان), what they sat on third. The sofa is the only one that reached English. It says something about English.' },
  { name: 'test <b>bold</b>', text: 'Does this page survive <b>markup</b>, & an ampersand, وعلامات «مزدوجة»، and a path like C:\\یوسف\\notes.txt? It should show exactly what I typed.' },
];
