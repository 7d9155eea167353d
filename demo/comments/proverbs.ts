import type { Said } from './said.ts';

/** The parts of what is said in one language: a proverb, who used to say it, and what came of it. */
interface Voices {
  /** How often it is heard, beside the others; a multiple of a half. */
  readonly share: number;
  readonly given: readonly string[];
  readonly family: readonly string[];
  readonly quote: (proverb: string) => string;
  readonly proverbs: readonly string[];
  /** Sentences that bring the proverb in, where `…` stands. */
  readonly openings: readonly string[];
  readonly afterthoughts: readonly string[];
  readonly closings: readonly string[];
}

const english: Voices = {
  share: 4,
  given: ['Anna', 'George', 'Maya', 'Colm', 'Ingrid', 'Samuel', 'Priya', 'Walter', 'Nora', 'Felix', 'Grace', 'Hugo', 'Teresa', 'Ivan', 'Joan', 'Kofi'],
  family: ['Barlow', 'Finch', 'Novak', 'Sato', 'Okonkwo', 'Lund', 'Peralta', 'Quinn', 'Rahman', 'Sterling', 'Tate', 'W.', 'M.', 'B.'],
  quote: (proverb) => `“${proverb}”`,
  proverbs: ['Slow water wears the stone.', 'Measure twice, cut once.', 'A borrowed ladder is always too short.', 'You cannot fold a river.', 'The bread does not ask who baked it.', 'Whoever hurries, meets himself coming back.', 'A shut door keeps out the thief and the cousin.', 'Do not sell the rain before the cloud.', 'The last goat through the gate pays the toll.', 'Every roof has its own weather.', 'Leave the nail that holds.', 'A good neighbour is a second wall.'],
  openings: ['My grandmother used to say: …', 'In our house it was always …', 'A neighbour two balconies away taught me this one: …', 'From my first foreman: …', 'Ours is … and nobody knows where it comes from.', 'I never understood … until I had children.', 'My father said … about everything, football included.', '… That is the whole of my education.'],
  afterthoughts: ['It was mostly said to the cat.', 'I have broken it every week of my life.', 'It was written inside the kitchen cupboard, in pencil.', 'I said it last week without thinking and my daughter laughed for a minute.', 'It is wrong about half the time, which is not bad for advice.', 'Nobody in that family could read, and nobody was ever late.', 'I repeat it to my pupils and they roll their eyes, as I did.', 'It went on the card at the funeral.', 'It helped me once, in a hospital corridor.', 'There is a ruder version.'],
  closings: ['Thank you for asking.', 'What is it where you live?', 'I would like to know if anyone else has heard it.', 'That is all.', 'Greetings from the third floor.'],
};

const kurmanji: Voices = {
  share: 2,
  given: ['Azad', 'Berfîn', 'Cemşîd', 'Dilan', 'Elend', 'Gulê', 'Hozan', 'Jiyan', 'Kendal', 'Mizgîn', 'Newroz', 'Rûken', 'Şêrko', 'Zerya'],
  family: ['Botan', 'Serhed', 'Amedî', 'Cûdî', 'Omerî', 'Mîran', 'B.', 'Ş.'],
  quote: (proverb) => `“${proverb}”`,
  proverbs: ['Dilop bi dilop dibe gol.', 'Her dar li ser koka xwe şîn dibe.', 'Mêvan mêvanê Xwedê ye.', 'Destê tenê deng jê nayê.', 'Zimanê şîrîn mar ji qulê derdixe.', 'Kevir li cihê xwe giran e.', 'Sebir kilîta deriyê fireh e.', 'Av di cihê xwe de bimîne genî dibe.', 'Dost di roja teng de xuya dibe.'],
  openings: ['Dapîra min her digot: …', 'Li gundê me dibêjin …', 'Bavê min gava hêrs dibû digot: …', 'Min ev ji cîranekî bihîst: …', '… Ev ji min re bes e.', 'Mamosteyê min yê pêşîn li ser textereş nivîsandibû: …', 'Apê min di her dawetê de digot: …'],
  afterthoughts: ['Hingê min fêm nedikir, niha ez jî dibêjim.', 'Ev bêtir ji pisîka malê re dihat gotin.', 'Carekê li xerîbiyê ev gotin bi kêrî min hat.', 'Zarokên min dikenin gava dibêjim.', 'Her car ne rast e, lê gelek caran rast e.', 'Em hê jî li ber sifrê dibêjin.', 'Ew qet nexwend, lê her tişt dizanî.'],
  closings: ['Spas ji bo pirsê.', 'Li cem we çawa dibêjin?', 'Silav ji Wanê.', 'Ev e.', 'Hûn her hebin.'],
};

const sorani: Voices = {
  share: 1.5,
  given: ['ئاراس', 'بێستون', 'چرا', 'دیاری', 'هانا', 'هیوا', 'ژیلا', 'کوێستان', 'لاوین', 'نیگار', 'پشکۆ', 'ڕووناک', 'سەردار', 'شادی'],
  family: ['ئەحمەد', 'مەحموود', 'کەریم', 'ڕەشید', 'جەلال', 'عومەر', 'هەورامی', 'شارەزووری'],
  quote: (proverb) => `«${proverb}»`,
  proverbs: ['دڵۆپ دڵۆپ دەبێتە گۆم.', 'بەرد لە جێی خۆی سەنگینە.', 'زمانی خۆش مار لە کون دەردێنێت.', 'دەستێک بە تەنیا چەپڵەی لێ نایەت.', 'میوان میوانی خوایە.', 'دۆستی باش لە ڕۆژی تەنگانەدا دەردەکەوێت.', 'ئارامی کلیلی دەرگای فراوانە.', 'هەر دارێک لەسەر ڕەگی خۆی شین دەبێت.'],
  openings: ['نەنکم هەمیشە دەیگوت: …', 'لە ماڵی ئێمەدا دەڵێن …', 'باوکم لە کاتی ماندووبووندا دەیگوت: …', 'یەکەم مامۆستام لەسەر تەختەکە نووسیبووی: …', 'ئەمەم لە دراوسێیەک بیست: …', '… ئەمە بەسە بۆ من.'],
  afterthoughts: ['ئەو کاتە تێنەدەگەیشتم، ئێستا خۆم دەیڵێم.', 'منداڵەکانم پێدەکەنن کە دەیڵێم.', 'جارێک لە غوربەت فریام کەوت.', 'هەمیشە ڕاست نییە، بەڵام زۆر جار ڕاستە.', 'ئێستاش لەسەر سفرە دەیڵێینەوە.', 'خوێندەواری نەبوو، بەڵام هەموو شتێکی دەزانی.'],
  closings: ['سوپاس بۆ پرسیارەکە.', 'لای ئێوە چۆن دەڵێن؟', 'سڵاو لە هەولێرەوە.', 'هەر ئەوەندە.'],
};

const arabic: Voices = {
  share: 1.5,
  given: ['أحمد', 'سلوى', 'فاطمة', 'مروان', 'نادين', 'عمر', 'ليلى', 'حسّان', 'وداد', 'جمال', 'هالة', 'رشيد', 'ميّ', 'زياد'],
  family: ['الحلبي', 'منصور', 'الخوري', 'عبد الله', 'البغدادي', 'الزين', 'قاسم', 'درويش'],
  quote: (proverb) => `«${proverb}»`,
  proverbs: ['الصبر مفتاح الفرج.', 'يد واحدة لا تصفّق.', 'الجار قبل الدار.', 'خير الأمور أوسطها.', 'من جدّ وجد.', 'قطرة قطرة يمتلئ الجرّ.', 'في العجلة الندامة.', 'ربّ أخ لم تلده أمّك.', 'الحجر في مكانه ثقيل.'],
  openings: ['كانت جدّتي تقول: …', 'في بيتنا يُقال دائمًا: …', 'كتبها معلّمي الأول على السبّورة: …', 'سمعتُ هذه من جارة لنا: …', 'كان أبي إذا تعب قال: …', '… وهذا كلّ ما أعرفه.'],
  afterthoughts: ['لم أفهمها يومها، وها أنا أقولها.', 'يضحك أولادي حين أقولها.', 'نفعتني مرة واحدة في الغربة، وكفى.', 'لا تصدق دائمًا، لكنها تصدق كثيرًا.', 'وأكثر من كان يسمعها قطّة البيت.', 'لم يكن في البيت من يقرأ، وكنا نعرف كلّ شيء.', 'كتبناها على باب الدكّان.'],
  closings: ['شكرًا على السؤال.', 'وماذا تقولون عندكم؟', 'تحيّة من الطابق الثالث.', 'هذا كلّ شيء.'],
};

const turkish: Voices = {
  share: 1.5,
  given: ['Ahmet', 'Asuman', 'Burak', 'Cansu', 'Duygu', 'Emre', 'Fadime', 'Gökhan', 'Hatice', 'İlker', 'Kübra', 'Levent', 'Melike', 'Nihat'],
  family: ['Aksoy', 'Bozkurt', 'Çelik', 'Doğan', 'Erdem', 'Kaya', 'Şahin', 'Y.', 'Ö.'],
  quote: (proverb) => `“${proverb}”`,
  proverbs: ['Damlaya damlaya göl olur.', 'Taş yerinde ağırdır.', 'Bir elin nesi var, iki elin sesi var.', 'Tatlı dil yılanı deliğinden çıkarır.', 'Sabreden derviş muradına ermiş.', 'Ev alma, komşu al.', 'Acele işe şeytan karışır.', 'Dost kara günde belli olur.', 'İki ölç, bir biç.'],
  openings: ['Babaannem hep derdi ki: …', 'Bizim evde söylenen: …', 'İlk ustamdan kalan: …', 'Karşı komşudan öğrendim: …', 'Annem telefonu kapatmadan önce derdi: …', '… Bana bu kadarı yetiyor.'],
  afterthoughts: ['O zaman anlamazdım, şimdi ben söylüyorum.', 'Çocuklar gülüyor ben deyince.', 'Bir kere gurbette çok işime yaradı.', 'Her zaman doğru çıkmıyor ama yarısı da yeter.', 'En çok kediye söylerdi.', 'Okuması yoktu, bilmediği de yoktu.', 'Mutfak dolabının içinde kurşun kalemle yazılıydı.'],
  closings: ['Sorduğunuz için teşekkürler.', 'Sizin orada nasıl derler?', 'Üçüncü kattan selamlar.', 'Hepsi bu.'],
};

const languages = [english, kurmanji, sorani, arabic, turkish];

/**
 * What readers said under "Which proverb do you live by?": as many as asked for, the same every time.
 * Most are a sentence or two; every fortieth has paragraphs.
 *
 * @param chance numbers from 0 up to 1.
 */
export function* proverbs(count: number, chance: () => number): Generator<Said> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const shares = languages.flatMap((voices) => Array<Voices>(voices.share * 2).fill(voices));
  for (let index = 0; index < count; index++) {
    const { given, family, quote, proverbs: known, openings, afterthoughts, closings } = pick(shares);
    const sentences = [pick(openings).replace('…', quote(pick(known)))];
    if (chance() < 0.75) sentences.push(pick(afterthoughts));
    if (chance() < 0.3) sentences.push(pick(closings));
    const isLong = index % 40 === 17;
    if (isLong) sentences.push(`\n\n${pick(openings).replace('…', quote(pick(known)))}`, pick(afterthoughts), `\n\n${pick(closings)}`);
    const name = chance() < 0.04 ? null : chance() < 0.4 ? pick(given) : `${pick(given)} ${pick(family)}`;
    yield { name, text: sentences.join(' ').replaceAll(' \n', '\n') };
  }
}
