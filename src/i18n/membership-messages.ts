/** What members' own pages say: loaded when they are opened. */
export interface MembershipMessages extends ProfileMessages {
  readonly title: string;
  readonly loading: string;
  readonly cancel: string;
  readonly retry: string;
  readonly lost: string;

  /** The names of the sections. */
  readonly profile: string;
  readonly comments: string;
  readonly earlier: string;
  readonly settings: string;
  readonly access: string;
  readonly data: string;

  readonly name: string;
  readonly nameNote: string;
  readonly about: string;
  readonly aboutNote: string;
  readonly save: string;
  readonly saved: string;
  readonly left: (count: number) => string;
  readonly over: (count: number) => string;
  /** Above the choice of what others see. */
  readonly visible: string;
  readonly visibleNote: string;
  readonly visibleAbout: string;
  readonly visibleCount: string;
  readonly visibleSince: string;
  /** Above one's profile as others see it. */
  readonly preview: string;

  readonly picture: string;
  readonly pictureNote: string;
  readonly choosePicture: string;
  readonly takePicture: string;
  readonly removePicture: string;
  readonly pictureRemoved: string;
  readonly pictureSaved: string;
  /** Names the picture that is being cut, and says how. */
  readonly crop: string;
  readonly cropNote: string;
  readonly zoom: string;
  readonly usePicture: string;
  readonly pictureMalformed: string;
  readonly pictureTooLarge: string;

  readonly noComments: string;
  readonly more: string;
  /** Names the place of a comment whose page has no title. */
  readonly untitled: string;
  readonly held: string;
  readonly edited: string;
  readonly reply: string;
  readonly drafts: string;
  readonly draftsNote: string;
  readonly noDrafts: string;
  readonly draftEdit: string;
  readonly draftHere: string;
  readonly draftThere: string;
  readonly discard: string;
  readonly discarded: string;
  readonly undo: string;

  readonly earlierNote: string;
  readonly noEarlier: string;
  /** On the button, with how many are ticked: "These are mine (3)". */
  readonly claim: (count: number) => string;
  readonly notMine: string;
  readonly claimed: (count: number) => string;
  readonly notClaimed: string;

  readonly mails: string;
  readonly mailsReplies: string;
  readonly mailsNote: string;
  readonly language: string;
  readonly languageNote: string;
  readonly languageOfPage: string;
  readonly theme: string;
  readonly themeAuto: string;
  readonly themeLight: string;
  readonly themeDark: string;

  readonly email: string;
  readonly password: string;
  readonly passwordChange: string;
  readonly passwordSet: string;
  readonly passwordNone: string;
  readonly passwordElsewhere: string;
  readonly openPage: string;
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly passwordNote: (shortest: number) => string;
  readonly passwordEnds: string;
  readonly passwordChanged: string;
  readonly showPassword: string;
  readonly passkeys: string;
  readonly passkeysNote: string;
  readonly noPasskeys: string;
  readonly passkeyName: string;
  readonly passkeyAdd: string;
  readonly passkeyAdded: string;
  /** On a button beside a passkey; its name is said to those who do not see where it stands. */
  readonly remove: string;
  readonly removeNamed: (name: string) => string;
  readonly passkeyAsk: (name: string) => string;
  readonly passkeyRemoved: string;
  readonly passkeyFailed: string;
  readonly providers: string;
  readonly devices: string;
  readonly device: string;
  readonly thisDevice: string;
  /** When a device was last here: the moment stands in it as "3 hours ago". */
  readonly seen: (ago: string) => string;
  readonly end: string;
  readonly endNamed: (name: string) => string;
  readonly ended: string;
  readonly endOthers: string;
  readonly endedOthers: string;
  readonly endAll: string;

  readonly download: string;
  readonly downloadNote: string;
  readonly downloadButton: string;
  readonly downloaded: string;
  readonly deletion: string;
  readonly deletionNote: string;
  readonly deletionBegin: string;
  readonly deletionFate: string;
  readonly deletionKeep: string;
  readonly deletionKeepNote: string;
  readonly deletionRemove: string;
  readonly deletionRemoveNote: string;
  readonly deletionProofPassword: string;
  readonly deletionProofCode: (email: string) => string;
  readonly deletionProofSignIn: string;
  readonly deletionMail: string;
  readonly deletionMailAgain: string;
  readonly deletionMailed: string;
  readonly code: string;
  readonly deletionConfirm: string;
  readonly deletionCancel: string;
  readonly deletionForever: string;
  readonly deleted: string;
  readonly deletedNote: string;

  /** How many fields are wrong, announced. */
  readonly problems: (count: number) => string;
  readonly nameRequired: string;
  readonly nameTaken: string;
  readonly nameUnfit: string;
  readonly nameTooLong: string;
  readonly aboutUnfit: string;
  readonly aboutTooLong: string;
  readonly passwordRequired: string;
  readonly passwordWrong: string;
  readonly passwordTooShort: (shortest: number) => string;
  readonly passwordTooLong: string;
  readonly passwordCommon: string;
  readonly passkeyNameRequired: string;
  readonly passkeyNameTooLong: string;
  readonly fateRequired: string;
  readonly codeRequired: string;
  readonly codeMalformed: string;
  readonly codeWrong: string;
  readonly codeExpired: string;
  readonly tooFast: (minutes: number) => string;
  readonly offline: string;
  readonly failed: string;
  readonly notHere: string;
}

/** What the profile of a member says to others. */
export interface ProfileMessages {
  readonly close: string;
  /** What a name does that is pressed: "About Ann". */
  readonly aboutMember: (name: string) => string;
  /** "Member since 22 November 2026". */
  readonly memberSince: (date: string) => string;
  readonly memberComments: (count: number) => string;
  readonly profileLoading: string;
  readonly profileFailed: string;
  readonly profileGone: string;
  /** The day of a moment in milliseconds since 1970. */
  readonly day: (then: number) => string;
}
