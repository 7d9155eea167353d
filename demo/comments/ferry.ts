import type { Said } from './said.ts';

/** Under "Son vapurun çaycısı", in Turkish. */
export const ferry: readonly Said[] = [
  { name: 'Nermin Koç', text: 'O nöbet çıkışlarından birinde bana da sormadan çay bırakmıştı. Parasını vermek için ertesi gün geri döndüm, hatırlamadığını söyledi. Bal gibi hatırlıyordu.' },
  { name: 'Selim', text: '“Çocukla yarışılmaz, çünkü o bardağı görmez, sen onu görürsün.” Yirmi yıllık öğretmenim, bundan iyisini duymadım.' },
  {
    name: 'Ulaşım plancısı',
    text: 'Yazı çok güzel, ama işin öbür yanını da söylemek gerek. O seferin bir gecelik yakıtıyla sabah hattına bir vapur daha konabiliyor; orada altı yüz kişi ayakta gidiyor. On sekiz kişinin romantizmi ile altı yüz kişinin yorgunluğu arasında seçim yapmak kolay değil.',
    replies: [
      { name: 'Nermin Koç', text: 'O on sekiz kişinin yarısı, sabah ayakta giden altı yüz kişinin hastabakıcısı, hemşiresi, fırıncısı. Onların yorgunluğu romantik değil.' },
      { name: 'Ulaşım plancısı', text: 'Haklısınız, “romantizm” yanlış sözcüktü. Belki de çözüm daha küçük bir tekne. Bunu öneriye yazacağım.' },
      { name: 'Defne', text: 'Küçük teknede de çay ocağı olsun lütfen.' },
    ],
  },
  { name: 'Barış A.', text: 'Dökülen üç çaydan biri benim üstüme döküldü, 2009, ekim. Kendine yediremediği o olmasın? Ustam, pantolon çoktan eskidi, helal olsun.' },
  { name: 'Elif Tunalı', text: 'Barış Bey, sordum. “Oydu,” dedi, sonra uzun süre denize baktı. Size bir çay borcu varmış.' },
  { name: 'Barış A.', text: 'Bu akşam 23.15’teyim.' },
  { name: 'Gül', text: 'İki seferde de havanın güzel olması... Bir cümlede koca bir evlilik.' },
  { name: 'O defterdeki kadın', text: 'Evet, bendim. İyiyiz ikimiz de. Hâlâ vapura biniyoruz, ayrı saatlerde.' },
  { name: 'Martı', text: 'Simit meselesinde adamı doğruluyorum 🐦' },
  { name: 'Kemal Yurt', text: 'Emekli makinistim. Usta’nın kulağı için ne yazılmışsa eksiktir. 1994’te piston segmanının gittiğini üst salondan, tepsiyle yürürken duydu. Kaptan inanmadı, iskeleye varamadan kaldık.' },
  { name: 'Ceren', text: 'Üniversitedeyken o iki öğrenciden biriydim: tek telefon, tek kulaklık. Şarkının adını söylemem.' },
  { name: 'Öteki öğrenci', text: 'Ben de söylemem.' },
  { name: 'Tuncay', text: 'Gündüz vapuru/gece vapuru cümlesini Usta mı söyledi, yoksa yazarın mı? Her durumda çaldım, haberiniz olsun.' },
  { name: 'Elif Tunalı', text: 'Usta’nın. Ben yalnızca tepsiden aldım.' },
  { name: 'Zeynep', text: 'Şu yazıyı okuduktan sonra telefonu bırakıp anneannemi aradım. Dedemle vapurda tanışmışlar, bunu bugün öğrendim.' },
  { name: 'Ferit', text: 'Biraz fazla duygusal buldum. Çay pahalandı, vapur gecikiyor, tuvaletler kapalı; bunlar da yazılsın. Sevmek eleştirmeye engel değil.' },
  { name: 'Aylin', text: 'Ferit Bey haklı, tuvaletler gerçekten kapalı. Ama çay hâlâ simitten ucuz, hakkını yemeyelim.' },
  { name: 'Haydar Dede', text: 'Kömürlü vapurları bilirim. Çayın tadında is vardı. Şimdiki gençler inanmaz, o is güzeldi.' },
  { name: 'İpek', text: `Gece vardiyasında çalışan bir garson olarak yazıyorum.

Otobüsle dönünce eve yarım saat erken varıyorum. Vapurla dönünce eve başka biri varıyor. Bunu açıklayamıyorum; işletmenin tablosunda da bunun için bir sütun yok.

23.15 kalksın. Yavaş kalksın.` },
  { name: 'Onur', text: 'İpek Hanım’ın yorumunu iskeleye assınlar.' },
  { name: 'Dijwar', text: 'Min bi tirkî xwend, bi kurmancî giriyam. Silav li Hikmet Usta û li hemû rêwiyên şevê.' },
  { name: 'Pelin', text: 'İmza kampanyası var mı? Yoksa ben başlatıyorum.' },
  { name: 'Kaptan yardımcısı', text: 'Pelin Hanım, defter büfenin yanında. En temiz imza orası: gelin, binin, yazın. Sayılar da böyle artıyor zaten.' },
  { name: 'Rıza', text: 'Dün gece yirmi altı kişiydik. Usta yirmi dokuz bardak dizmiş. Yine bildi.' },
  { name: 'Şule', text: 'Yirmi altı! Yazı işe yarıyor.' },
  { name: 'Mert', text: 'Son cümle: “ve ilk kez oturur.” Ben de bir oturayım.' },
];
