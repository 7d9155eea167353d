import { intlDates } from '../intl-dates.ts';
import type { Messages } from '../messages.ts';

const number = (value: number) => value.toLocaleString('tr');

const closed = 'Bu yazı yoruma kapalı.';
const offline = 'İnternet bağlantısı yok.';

/** Turkish. Nothing is put in the plural after a number, and no suffix on one, which would have to follow its last vowel. */
export const messages: Messages = {
  lang: 'tr',
  dir: 'ltr',
  number,
  ...intlDates('tr'),

  heading: (total) => (total === null ? 'Yorumlar' : `${number(total)} yorum`),
  sort: 'Sıralama',
  oldest: 'Önce en eski',
  newest: 'Önce en yeni',

  loading: 'Yorumlar yükleniyor',
  empty: 'Henüz yorum yok.',
  emptyHint: 'İlk yorumu siz yazın.',
  closed,
  loadFailed: 'Yorumlar yüklenemedi.',
  loadOffline: `${offline} Bağlantı gelince yorumlar görünecek.`,
  retry: 'Yeniden dene',
  formMissing: 'Form yüklenemedi.',
  newer: (count) => `${number(count)} yeni yorum`,

  guest: 'Konuk',
  held: 'Onay bekliyor. Şimdilik yalnızca siz görüyorsunuz.',
  accepted: 'Alındı. Herkese görünmesi biraz zaman alabilir.',
  removed: 'Bu yorum kaldırıldı.',

  pages: 'Yorum sayfaları',
  first: 'İlk sayfa',
  previous: 'Önceki sayfa',
  next: 'Sonraki sayfa',
  last: 'Son sayfa',
  page: (n) => `${number(n)}. sayfa`,
  pageOf: (n, count) => `Toplam ${number(count)} sayfadan ${number(n)}. sayfa`,
  pageSize: 'Sayfa başına yorum',

  guestForm: 'Konuk olarak yorum yaz',
  signIn: 'Oturum aç',

  name: 'Ad',
  email: 'E-posta',
  emailNote: 'Hiçbir zaman herkese açık gösterilmez.',
  text: 'Yorumunuz',
  optional: '(isteğe bağlı)',
  remember: 'Adımı ve e-posta adresimi bu cihazda hatırla',
  rememberNote: 'Bu cihazda hatırlanıyor.',
  forget: 'Unut',
  forgotten: 'Adınız ve e-posta adresiniz artık bu cihazda saklanmıyor.',
  submit: 'Yorumu gönder',
  left: (count) => `${number(count)} karakter kaldı`,
  over: (count) => `${number(count)} karakter fazla`,

  draftRestored: 'Yarım kalan yazınızı sakladık.',
  draftDiscard: 'Taslağı sil',
  draftDiscarded: 'Taslak silindi.',
  undo: 'Geri al',
  draftElsewhere: 'Başka bir sekmede başka bir şey yazdınız:',
  takeOther: 'O metni kullan',
  keepMine: 'Bu metni koru',
  notLasting: 'Bu tarayıcı taslak saklamamıza izin vermiyor: sayfayı kapattığınızda yazdıklarınız kaybolur.',

  yours: 'Az önce yazdığınız',
  sending: 'Gönderiliyor',
  waiting: 'Henüz gönderilmedi. Denemeyi sürdürüyoruz.',
  waitingOffline: `${offline} Yazınız burada duruyor, bağlantı gelince gönderilecek.`,
  waitingSignIn: 'Oturum açmanız bekleniyor.',
  unsure: 'Yanıt gelmedi; yorum yayımlanmış olabilir. Yeniden göndermeden önce bakın.',
  refused: 'Yayımlanmadı.',
  sent: 'Yorumunuz yayımlandı.',
  sentHeld: 'Teşekkürler. Yorumunuz onaylanınca görünecek.',
  sentAccepted: 'Teşekkürler. Yorumunuz alındı.',
  sendAgain: 'Yeniden gönder',
  takeBack: 'Metni düzenle',

  problems: (count) => `${number(count)} alana yeniden bakmak gerekiyor.`,
  nameRequired: 'Lütfen bir ad yazın.',
  nameCharacters: 'Lütfen yalnızca harf, rakam ve olağan işaretler kullanın.',
  nameTooLong: 'Bu ad çok uzun.',
  emailRequired: 'Lütfen e-posta adresinizi yazın.',
  emailMalformed: 'Bu, ad@example.org gibi bir e-posta adresine benzemiyor.',
  textRequired: 'Lütfen önce bir şey yazın.',
  textCharacters: 'Metinde yayımlanamayacak işaretler var. Lütfen onları silin.',
  textTooLong: (max) => `Metin en fazla ${number(max)} karakter olabilir.`,

  errors: {
    offline,
    timeout: 'Sunucunun yanıtı çok uzun sürdü.',
    unavailable: 'Sunucuya şu anda ulaşılamıyor.',
    'rate-limited': 'Kısa sürede çok fazla oldu. Lütfen biraz bekleyin.',
    unauthenticated: 'Lütfen önce oturum açın.',
    forbidden: 'Burada buna izin verilmiyor.',
    'not-found': 'Bu yorum artık yok.',
    closed,
    conflict: 'Onun yerinde zaten başka bir şey yayımlanmış.',
    invalid: 'Sunucu bunu kabul etmedi.',
    'invalid-cursor': 'Bu yorum sayfası artık yok.',
    challenge: 'Lütfen önce robot olmadığınızı doğrulayın.',
    'outcome-unknown': 'Hiç yanıt gelmedi.',
    unsupported: 'Bu site bunu sunmuyor.',
    protocol: 'Sunucunun yanıtı anlaşılamadı.',
  },
};
