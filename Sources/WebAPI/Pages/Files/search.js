// Whether attackers are known by an address, or have dialled a number.

import { el, cut, route } from './dom.js';
import { post } from './api.js';
import { answered, head } from './details.js';
import { count, country, sureness, time } from './format.js';
import { facts } from './table.js';

// What a person may paste, a SIP or tel URI or digits with separators, becomes what can be looked up.
export function tidied(text) {
  const bare = text.trim().replace(/^<?(sips?:|tel:)?/i, '').replace(/[;?>].*$/s, '');
  const [, address] = /^\[([\da-f:.]+)\]/i.exec(bare) ?? /^(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/.exec(bare) ?? [];
  if (address) return address;
  const user = bare.replace(/@.*$/s, '');
  return /^[+\d\s().\/-]+$/.test(user) ? user.replace(/[^+\d]/g, '') : user;
}

const matches = {
  exact: 'It was dialled exactly so.',
  e164: 'It was dialled in other forms that mean the same number.',
  suffix: 'A number that ends so was dialled.',
};

function verdict({ found, kind, match, confidence }) {
  if (kind === 'ip_address') {
    return found ? ['Attackers came from this address.'] : ['Not found', 'This node has seen nothing from it.'];
  }
  if (kind !== 'number') return ['Not found', 'This reads neither as an address nor as a number.'];
  if (!found) return ['Not found', 'No attacker has dialled it at this node, in any form.'];
  const isSure = confidence === undefined ? '' : ` That this is the number they meant is ${sureness(confidence)}.`;
  return ['Attackers dialled this number.', `${matches[match] ?? ''}${isSure}`];
}

export function search(page) {
  const asked = page.path[1];
  const value = tidied(asked);
  return answered(page, asked, (signal) => post(['lookup'], { values: [value] }, signal), (answer) => {
    const result = answer.results?.[0] ?? {};
    const [title, why] = verdict(result);
    const path = [result.kind === 'ip_address' ? 'source' : 'number', value];
    return [
      head(asked, true),
      el('div', { class: `verdict ${result.found ? 'found' : ''}` },
        el('p', { class: 'answer' }, title),
        why && el('p', null, why),
        value !== asked.trim()
          && el('p', { class: 'quiet' }, 'Looked up as ', el('span', { class: 'code' }, cut(value, 60))),
        result.found && facts([
          ['Number', result.called_number_e164],
          ['Country', result.country && country(result.country)],
          ['Attempts', count(result.seen_count)],
          ['Last seen', time(result.seen_last)],
        ]),
        result.found && el('p', null, el('a', { class: 'go', href: route(path) }, 'All that is known of it'))),
    ];
  });
}
