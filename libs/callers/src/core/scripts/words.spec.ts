import { wordsOf } from './words.js';

describe('words of a transcript', () => {
  it.each([
    ['case and punctuation', 'Thank you. GOOD-bye!', 'thank you good bye'],
    ['apostrophes', "If you don’t or can't", 'if you dont or cant'],
    ['an amount, however written', 'charged $1,499.00 or $899', 'charged # or #'],
    ['an order number', 'order AMZ0987 of iPhone 11 Pro', 'order # of iphone # pro'],
    ['a telephone number, however cut', 'at 833-631-7911 or 833 631 7911.', 'at # or #'],
    ['a key to press, spoken or not', 'press one or press 2', 'press 1 or press 2'],
    ['Chinese, a character a word', '请按9 由人工', '请 按 9 由 人 工'],
    ['Chinese digits', '请按一', '请 按 1'],
    ['both scripts in one', 'DHL国际 press 1', 'dhl 国 际 press 1'],
    ['full width letters', 'ＤＨＬ', 'dhl'],
    ['letters with marks', 'Mañana', 'mañana'],
  ])('%s', (_name, transcript, words) => expect(wordsOf(transcript).join(' ')).toBe(words));

  it.each([[''], [' \n'], ['… — !']])('none in %j', (transcript) => expect(wordsOf(transcript)).toEqual([]));
});
