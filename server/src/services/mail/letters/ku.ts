import type { LetterTexts, Occasion } from './letter.ts';
import { writing } from './moments.ts';

const { moment, number } = writing('ku');

const validity = ({ minutes }: Occasion): string => `Ew ${minutes === 1 ? 'deqeyekê' : `${number(minutes)} deqeyan`} û ji bo yek carê derbasdar e.`;
const when = (at: number, device: string | null): string => (device === null ? `Ev di ${moment(at)} de hate kirin.` : `Ev di ${moment(at)} de, bi ${device}, hate kirin.`);
const ignore = 'Heke ew ne hûn bûn, guh nedin vê e-nameyê: bêyî kodê tiştek nabe. Wê nedin tu kesî, kî bixwaze bila bixwaze.';
const react = (site: string): string =>
  `Heke ew ne hûn bûn, biçin ${site}, “Min şîfre ji bîr kir” hilbijêrin û tavilê şîfreyeke nû deynin. Bi vê yekê her cîhazeke din ji hesabê we derdikeve. Paşê li hesabê xwe binêrin.`;
const someone = 'Mêvanek';

/** Kurmanji (Northern Kurdish). */
export const texts: LetterTexts = {
  lang: 'ku',
  dir: 'ltr',
  orOpen: 'An jî vê navnîşanê vekin:',
  foot: (site) => `Ev e-name ji şîroveyên ${site} tê.`,
  unsubscribe: 'Êdî e-nameyên li ser bersivan neyên',
  unsubscribing: {
    title: 'E-nameyên li ser bersivan',
    ask: (site) => `Hûn dixwazin êdî e-nameyên li ser bersivên şîroveyên we yên li ${site} neyên?`,
    button: 'Erê, bila êdî neyên',
    done: (site) => `Êdî e-nameyên li ser bersivên şîroveyên we yên li ${site} ji we re nayên. Hûn dikarin wan di mîhengên hesabê xwe yê wir de dîsa vekin.`,
    unknown: 'Ev navnîşan ne temam e, an jî ne ya me ye. Ji kerema xwe girêdana di e-nameyê de wekî ku heye bi kar bînin.',
  },
  letters: {
    'confirm-sign-up': (_, occasion) => ({
      subject: `Koda we ji bo ${occasion.site}`,
      before: [`Kesek, em hêvî dikin ku hûn bin, dixwaze bi vê navnîşanê bibe endamê ${occasion.site}. Ev kod wê piştrast dike:`],
      button: 'Navnîşanê piştrast bikin',
      after: [validity(occasion), ignore],
    }),
    'sign-up-known': (_, occasion) => ({
      subject: `Hesabê we yê ${occasion.site} jixwe heye`,
      before: [`Kesek, em hêvî dikin ku hûn bin, xwest bi vê navnîşanê bibe endamê ${occasion.site}. Hesabê vê navnîşanê li wir jixwe heye. Hûn dikarin bi vê kodê têkevin:`],
      button: 'Têkevin',
      after: [validity(occasion), ignore],
    }),
    'sign-in': (_, occasion) => ({
      subject: `Koda we ji bo ${occasion.site}`,
      before: [`Hûn dikarin bi vê kodê têkevin ${occasion.site}:`],
      button: 'Têkevin',
      after: [validity(occasion), ignore],
    }),
    'sign-in-unknown': (_, { site }) => ({
      subject: `Li ${site} hesab tune ye`,
      before: [
        `Kesek, em hêvî dikin ku hûn bin, xwest bi vê navnîşanê têkeve ${site}. Tu hesab bi vê navnîşanê tune ye.`,
        'Dibe ku hûn bi navnîşaneke din bûbin endam. Heke hûn hesabekî dixwazin, li wir “Bibin endam” hilbijêrin.',
      ],
      button: null,
      after: ['Heke ew ne hûn bûn, guh nedin vê e-nameyê.'],
    }),
    reset: (_, occasion) => ({
      subject: `Şîfreyeke nû ji bo ${occasion.site}`,
      before: [`Hûn dikarin bi vê kodê ji bo ${occasion.site} şîfreyeke nû deynin:`],
      button: 'Şîfreyeke nû deynin',
      after: [validity(occasion), ignore],
    }),
    'reset-unknown': (_, { site }) => ({
      subject: `Li ${site} hesab tune ye`,
      before: [
        `Kesek, em hêvî dikin ku hûn bin, bi vê navnîşanê ji bo ${site} şîfreyeke nû xwest. Tu hesab bi vê navnîşanê tune ye.`,
        'Dibe ku hûn bi navnîşaneke din bûbin endam. Heke hûn hesabekî dixwazin, li wir “Bibin endam” hilbijêrin.',
      ],
      button: null,
      after: ['Heke ew ne hûn bûn, guh nedin vê e-nameyê.'],
    }),
    'password-changed': ({ at, device }, { site }) => ({
      subject: `Şîfreya we ya ${site} hate guhertin`,
      before: [`Şîfreya hesabê we yê ${site} hate guhertin.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    deletion: (_, occasion) => ({
      subject: `Hesabê we yê ${occasion.site} bê jêbirin?`,
      before: [`Hûn bi vê kodê piştrast dikin ku hesabê we yê ${occasion.site} bê jêbirin, ji bo her tim:`],
      button: 'Hesabê jê bibin',
      after: [validity(occasion), `Heke hûn vê naxwazin, guh nedin vê e-nameyê: hesabê we dimîne. Heke yê ku xwest ne hûn bûn, kesekî din bi navê we ketiye hundir: bi “Min şîfre ji bîr kir” li ${occasion.site} şîfreyeke nû deynin.`],
    }),
    'account-deleted': ({ comments }, { site }) => ({
      subject: `Hesabê we yê ${site} hate jêbirin`,
      before: [
        `Hesabê we yê ${site} hate jêbirin, û pê re navnîşan, şîfre, wêne û mîhengên we jî.`,
        comments === 'keep' ? 'Şîroveyên we wekî yên endamekî berê dimînin.' : 'Şîroveyên we hatin rakirin.',
      ],
      button: null,
      after: ['Di vê derbarê de ev e-nameya dawî ye. Bi xatirê we, û spas.'],
    }),
    'provider-connected': ({ provider, at, device }, { site }) => ({
      subject: `Hesabê we yê ${site} bi ${provider} re hate girêdan`,
      before: [`Êdî mirov dikare bi ${provider} têkeve hesabê we yê ${site}.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    'passkey-added': ({ passkey, at, device }, { site }) => ({
      subject: `Mifteyeke nû ji bo ${site}`,
      before: [`Êdî mirov dikare bi mifteya “${passkey}” têkeve hesabê we yê ${site}.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    reply: ({ who, title }, { site }) => ({
      subject: `${who ?? someone} li ${site} bersiv da we`,
      before: [title === null ? `${who ?? someone} bersiv da şîroveya we ya li ${site}:` : `${who ?? someone} bersiv da şîroveya we ya li bin “${title}” li ${site}:`],
      button: 'Bersivê bixwînin',
      after: [],
    }),
  },
};
