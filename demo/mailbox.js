/** Shows the mails that a server would send, where there is none: `adapter="local"` tells the page of each by an event. */
const mailbox = document.querySelector('.mailbox');
const list = mailbox.querySelector('ol');

const subjects = {
  'sign-up': 'Confirm your address',
  known: 'You have an account already',
  'sign-in': 'Your code to sign in',
  reset: 'Your code for a new password',
  deletion: 'Your code to delete your account',
  unknown: 'There is no account under this address',
  'password-changed': 'Your password was changed',
};

/** Made of nodes and text: what somebody typed as their name is nothing but text. */
function made(tag, text, ...children) {
  const element = document.createElement(tag);
  element.append(...(text ? [text] : []), ...children);
  return element;
}

document.addEventListener('diwan-mail', ({ mail: { kind, to, name, code } }) => {
  const parts = [made('strong', subjects[kind] ?? kind), made('p', `To ${name ? `${name}, ` : ''}${to}`)];
  if (code) parts.push(made('p', '', made('code', code)));
  list.prepend(made('li', '', ...parts));
  mailbox.hidden = false;
});
