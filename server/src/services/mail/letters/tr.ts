import type { LetterTexts, Occasion } from './letter.ts';
import { writing } from './moments.ts';

const { moment, number } = writing('tr');

const validity = ({ minutes }: Occasion): string => `Kod ${number(minutes)} dakika boyunca ve bir kez geçerlidir.`;
const when = (at: number, device: string | null): string => (device === null ? `Zamanı: ${moment(at)}.` : `Zamanı: ${moment(at)}. Cihaz: ${device}.`);
const ignore = 'Bunu siz istemediyseniz bu e-postayı dikkate almayın: Kod olmadan hiçbir şey olmaz. Kim sorarsa sorsun, kodu kimseye vermeyin.';
const react = (site: string): string =>
  `Bunu siz yapmadıysanız ${site} adresine gidin, “Parolamı unuttum”u seçin ve hemen yeni bir parola belirleyin. Böylece diğer bütün cihazların oturumu kapanır. Sonra hesabınızı gözden geçirin.`;
const someone = 'Bir misafir';

/** Turkish. */
export const texts: LetterTexts = {
  lang: 'tr',
  dir: 'ltr',
  orOpen: 'Ya da bu adresi açın:',
  foot: (site) => `Bu e-posta ${site} yorumlarından gönderildi.`,
  unsubscribe: 'Yanıtlar için artık e-posta almak istemiyorum',
  unsubscribing: {
    title: 'Yanıt e-postaları',
    ask: (site) => `${site} sitesindeki yorumlarınıza gelen yanıtlar için artık e-posta almak istemiyor musunuz?`,
    button: 'Evet, artık gönderilmesin',
    done: (site) => `${site} sitesindeki yorumlarınıza gelen yanıtlar için artık e-posta almayacaksınız. Oradaki hesabınızın ayarlarından yeniden açabilirsiniz.`,
    unknown: 'Bu adres eksik ya da bize ait değil. Lütfen e-postadaki bağlantıyı olduğu gibi kullanın.',
  },
  letters: {
    'confirm-sign-up': (_, occasion) => ({
      subject: `${occasion.site} için kodunuz`,
      before: [`Birisi, umarız siz, bu adresle ${occasion.site} sitesine üye olmak istiyor. Bu kod adresi doğrular:`],
      button: 'Adresi doğrulayın',
      after: [validity(occasion), ignore],
    }),
    'sign-up-known': (_, occasion) => ({
      subject: `${occasion.site} sitesinde zaten bir hesabınız var`,
      before: [`Birisi, umarız siz, bu adresle ${occasion.site} sitesine üye olmak istedi. Bu adresin orada zaten bir hesabı var. Bu kodla giriş yapabilirsiniz:`],
      button: 'Giriş yapın',
      after: [validity(occasion), ignore],
    }),
    'sign-in': (_, occasion) => ({
      subject: `${occasion.site} için kodunuz`,
      before: [`Bu kodla ${occasion.site} sitesine giriş yapabilirsiniz:`],
      button: 'Giriş yapın',
      after: [validity(occasion), ignore],
    }),
    'sign-in-unknown': (_, { site }) => ({
      subject: `${site} sitesinde hesap yok`,
      before: [
        `Birisi, umarız siz, bu adresle ${site} sitesine giriş yapmak istedi. Bu adresle bir hesap yok.`,
        'Belki başka bir adresle üye oldunuz. Hesap açmak isterseniz orada “Üye olun”u seçin.',
      ],
      button: null,
      after: ['Bunu siz istemediyseniz bu e-postayı dikkate almayın.'],
    }),
    reset: (_, occasion) => ({
      subject: `${occasion.site} için yeni parola`,
      before: [`Bu kodla ${occasion.site} için yeni bir parola belirleyebilirsiniz:`],
      button: 'Yeni parola belirleyin',
      after: [validity(occasion), ignore],
    }),
    'reset-unknown': (_, { site }) => ({
      subject: `${site} sitesinde hesap yok`,
      before: [
        `Birisi, umarız siz, bu adresle ${site} için yeni bir parola istedi. Bu adresle bir hesap yok.`,
        'Belki başka bir adresle üye oldunuz. Hesap açmak isterseniz orada “Üye olun”u seçin.',
      ],
      button: null,
      after: ['Bunu siz istemediyseniz bu e-postayı dikkate almayın.'],
    }),
    'password-changed': ({ at, device }, { site }) => ({
      subject: `${site} parolanız değiştirildi`,
      before: [`${site} sitesindeki hesabınızın parolası değiştirildi.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    deletion: (_, occasion) => ({
      subject: `${occasion.site} hesabınız silinsin mi?`,
      before: [`Bu kodla ${occasion.site} sitesindeki hesabınızın kalıcı olarak silinmesini onaylarsınız:`],
      button: 'Hesabı silin',
      after: [validity(occasion), `Bunu istemiyorsanız bu e-postayı dikkate almayın: Hesabınız kalır. İsteyen siz değilseniz başka biri sizin adınıza giriş yapmış demektir: ${occasion.site} sitesinde “Parolamı unuttum” ile yeni bir parola belirleyin.`],
    }),
    'account-deleted': ({ comments }, { site }) => ({
      subject: `${site} hesabınız silindi`,
      before: [
        `${site} sitesindeki hesabınız silindi; adresiniz, parolanız, resminiz ve ayarlarınız da onunla birlikte.`,
        comments === 'keep' ? 'Yorumlarınız eski bir üyenin yorumları olarak kalıyor.' : 'Yorumlarınız kaldırıldı.',
      ],
      button: null,
      after: ['Bu konudaki son e-posta budur. Hoşça kalın ve teşekkürler.'],
    }),
    'provider-connected': ({ provider, at, device }, { site }) => ({
      subject: `${site} hesabınız ${provider} ile bağlandı`,
      before: [`${site} sitesindeki hesabınıza artık ${provider} ile giriş yapılabilir.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    'passkey-added': ({ passkey, at, device }, { site }) => ({
      subject: `${site} için yeni geçiş anahtarı`,
      before: [`${site} sitesindeki hesabınıza artık “${passkey}” geçiş anahtarıyla giriş yapılabilir.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    reply: ({ who, title }, { site }) => ({
      subject: `${who ?? someone} ${site} sitesinde size yanıt verdi`,
      before: [title === null ? `${who ?? someone} ${site} sitesindeki yorumunuza yanıt verdi:` : `${who ?? someone} ${site} sitesinde “${title}” altındaki yorumunuza yanıt verdi:`],
      button: 'Yanıtı okuyun',
      after: [],
    }),
  },
};
