import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMask, unmask } from '../../../src/answer/masking.js';
import { languages } from '../../../src/essay/types.js';
import { textEssay } from '../../helpers/reading-of.js';

const essay = textEssay(
  'harbours',
  [
    'Warsaw joined the European Union in 2004, and Russian ships sailed past Kaliningrad with 1,500 tonnes of coal.',
    'Maria Sharapova played there. Fergusson, whom Putin met, left a mark in the annals of Downing Street.',
  ],
  { title: 'Dear Mr. Harbour: 867 Letters', author: 'Dmitry Streltsov' },
);
const russian = textEssay('sad', ['Анна Ахматова жила в Петербурге. Стрельцов спорит с Путиным.'], { language: 'ru' });
const mask = (text: string): string => createMask([essay, russian]).mask(text);

describe('what may reach a model', () => {
  it.each([
    // Mentions and ids.
    ['<@U012ABC45> what does he mean', '[person 1] what does he mean'],
    ['as <@123456789012345678> and <@!123456789012345678> say', 'as [person 1] and [person 1] say'],
    ['@U012ABC45 said so', '[person 1] said so'],
    ['@tom, see ¶4', '[person 1], see ¶4'],
    ['ask @anna.k. Why?', 'ask [person 1]. Why?'],
    ['@everyone look', '[group] look'],
    ['<!channel> look', '[group] look'],
    ['in <#C012ABCDE|general> and #C012ABCDE', 'in [channel] and [channel]'],
    ['message 123456789012345678 in C012ABCDE', 'message [id] in [id]'],
    ['fun <a:party:123456789012345678>!', 'fun !'],
    // Ways to reach someone.
    ['write to anna.kovac+x@uni.example.edu.', 'write to [email].'],
    ['пишите на анна@почта.рф', 'пишите на [email]'],
    ['メールはtanaka@example.jpです', 'メールは[email]です'],
    ['anna (at) school (dot) org', '[email]'],
    ['call +49 30 1234567 now', 'call [phone] now'],
    ['+7 (495) 123-45-67', '[phone]'],
    ['8 495 123-45-67 или 89161234567', '[phone] или [phone]'],
    ['(415) 555-2671 or 415-555-2671', '[phone] or [phone]'],
    ['030/12345678, 0170 1234567', '[phone], [phone]'],
    ['06 12 34 56 78 ou 06.12.34.56.78', '[phone] ou [phone]'],
    ['+34 612 345 678 y 91 123 45 67', '[phone] y [phone]'],
    ['電話は０９０－１２３４－５６７８です', '電話は[phone]です'],
    ['03-1234-5678', '[phone]'],
    ['my phone is 5551234', 'my phone is [phone]'],
    ['00 44 20 7946 0958', '[phone]'],
    ['DE89 3704 0044 0532 0130 00', '[number]'],
    ['card 4111 1111 1111 1111 or 4111111111111111', 'card [number] or [id]'],
    ['student number 12345678', 'student number [number]'],
    ['My student ID is s1234567, why', 'My student ID is [number], why'],
    ['Meine Matrikelnummer ist 4711234.', 'Meine Matrikelnummer ist [number].'],
    ['номер зачётки 123456', 'номер зачётки [number]'],
    ['学籍番号は12345678です', '学籍番号は[number]です'],
    ['I live at 12 Baker Street', 'I live at [address]'],
    ['Hauptstraße 12, 10115 Berlin', '[address]'],
    ['ул. Ленина, д. 5, кв. 3', '[address]'],
    ['12 rue de la Paix à', '[address] à'],
    ['calle Mayor 5', '[address]'],
    ['see https://docs.example.com/d/abc?user=anna.', 'see [link].'],
    ['<https://docs.example.com/d/1|the letter> says', 'the letter [link] says'],
    ['www.anna-kovac.example and anna-kovac.com/me', '[link] and [link]'],
    ['from 192.168.1.20 or 2001:db8::8a2e:370:7334', 'from [link] or [link]'],
    // Keys.
    ['key sk-proj-abc123def456ghi', 'key [secret]'],
    ['xoxb-1234567890-abcdef', '[secret]'],
    ['token MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.abcdefghijklmnopqrstuvwxyz0', 'token [secret]'],
    ['d41d8cd98f00b204e9800998ecf8427e0a1b', '[secret]'],
    ['aGVsbG8gd29ybGQ1MjM0NTY3ODkwYWJjZGVm', '[secret]'],
    ['password: hunter2 please', 'password: [secret] please'],
    ['Authorization: Bearer abc.def-123456', 'Authorization: [secret]'],
    // Names beside a word that gives them away.
    ['My name is Anna Kovač and I ask', 'My name is [person 1] and I ask'],
    ['my name is ines, what does ines need', 'my name is [person 1], what does [person 1] need'],
    ["I'm Tom. Tom's view?", "I'm [person 1]. [person 1]'s view?"],
    ['this is Tomasz writing', 'this is [person 1] writing'],
    ['Hi Tom, what about Warsaw', 'Hi [person 1], what about Warsaw'],
    ['Hello, Tom!', 'Hello, [person 1]!'],
    ['Mr Smith, Dr. Lee and Prof. Ng-Okafor', 'Mr [person 1], Dr. [person 2] and Prof. [person 3]'],
    ['my friend Tomasz says', 'my friend [person 1] says'],
    ['What is it?\nBest regards,\nTom Jones', 'What is it?\nBest regards,\n[person 1]'],
    ['Why?\n— Tom', 'Why?\n— [person 1]'],
    ['Меня зовут Игорь. Почему? Игорю надо.', 'Меня зовут [person 1]. Почему? [person 1] надо.'],
    ['Привет, Игорь! Что дальше', 'Привет, [person 1]! Что дальше'],
    ['Уважаемый Игорь Сергеевич, где', 'Уважаемый [person 1], где'],
    ['госпожа Иванова права', 'госпожа [person 1] права'],
    ['ich heiße Jürgen', 'ich heiße [person 1]'],
    ['Ich bin Jürgen und frage', 'Ich bin [person 1] und frage'],
    ['Frau Müller fragt', 'Frau [person 1] fragt'],
    ['me llamo José García', 'me llamo [person 1]'],
    ['Hola Lucía, ¿por qué?', 'Hola [person 1], ¿por qué?'],
    ["je m'appelle Chloé", "je m'appelle [person 1]"],
    ['Bonjour Chloé, pourquoi', 'Bonjour [person 1], pourquoi'],
    ['Mme Dupont demande', 'Mme [person 1] demande'],
    ['私は田中です。なぜですか', '私は[person 1]です。なぜですか'],
    ['田中と申します。田中の質問', '[person 1]と申します。[person 1]の質問'],
    ['田中さんはどう思う', '[person 1]さんはどう思う'],
    // What no one sees.
    ['wh\u202eat\u0000 is\u{e0041} it\u200b', 'what is it'],
  ])('of %j: %j', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it.each([
    'What does ¶4 say, and p4, #4, para 4, paragraphs 3-6, p. 8?',
    'Who sailed in 1907-2007, in 1904/05 and on 2007-11-25, 25.11.2007 or 11/25/2007 at 12:30?',
    'Were there 1,500,000 or 1.500.000 or 1 500 000 people, 12.5 % of 40,000?',
    'See pp. 120-134 and 998-1004, chapter 12, nos. 1 2 3 4 5 6 7.',
    'What happened in 1904 1905 1906 1907?',
    'Is it 3 000 000 000 yen for 5 000 – 10 000 people, ID 1956?',
    'Я Россию люблю, а господин Фергюсон?',
    'Does Herr Streltsow or господин Стрельцов say so?',
    'Does Mr Putin agree with Professor Streltsov and Mr. Fergusson?',
    'Is Maria Sharapova mentioned? I am Russian, said Maria.',
    'What is “Dear Mr. Harbour: 867 Letters” about?',
    'Hello! What does the author say about 10 Downing Street?',
    'Hi, what is it about?',
    'Thanks, that helps. Please explain.',
    "I'm not sure. I am OK. I'm lost.",
    'The U.S. and the EU met; COVID-19, G7, T-34, U-2 and B2B did not.',
    'This is a question about state-of-the-art post-1945-Soviet-Japanese-relations.',
    'Why is and/or used, e.g. in the text.',
    'Как Стрельцов относится к Путину и Анне Ахматовой?',
    'Спасибо, понятно. А что в абзаце 4?',
    'Привет! О чём эта статья?',
    'Ich bin nicht sicher, was Absatz 4 sagt. Liebe Grüße',
    'Guten Tag, was sagt der Autor über Kaliningrad?',
    'Soy estudiante y no entiendo el párrafo 4. Gracias, adiós.',
    'Je suis perdu : que dit le paragraphe 4 ?',
    '私は学生です。段落4は何を言っていますか。',
    '皆さん、第3段落の賛成意見は何ですか。私は反対です。',
    '筆者は日本人ですか。2004年に何がありましたか。',
  ])('leaves %j alone', (text) => {
    expect(mask(text)).toBe(text);
  });

  it('gives one person one number in question, quoted message and history, whichever is masked first', () => {
    const talk = ['What did Tomasz mean?', "Hi, I'm Tomasz Nowak.", 'Hello Anna, Nowak is here. @anna too.'];
    const one = createMask([essay], talk);
    expect(talk.map(one.mask)).toEqual([
      'What did [person 1] mean?',
      "Hi, I'm [person 1].",
      'Hello [person 2], [person 1] is here. [person 2] too.',
    ]);
    expect(createMask([essay]).mask('What did Tomasz mean?')).toBe('What did Tomasz mean?');
  });

  it('keeps a name apart from a word of the essay that only sounds like it', () => {
    expect(mask('my name is Mark and Hi Anna, see the mark')).toBe('my name is [person 1] and Hi Anna, see the mark');
    expect(createMask([essay]).mask('Hi Anna, see the annals')).toBe('Hi [person 1], see the annals');
  });

  it('lets no name back: a placeholder that a model repeats is someone', () => {
    expect(unmask('[Person 1] agrees with person 2; write to [email].', 'en')).toBe(
      'Someone agrees with someone; write to ….',
    );
    for (const language of languages) expect(unmask('x [person 1]', language)).not.toMatch(/person|\[/);
    expect(unmask('In person he said 1.', 'en')).toBe('In person he said 1.');
  });
});

describe('a mask', () => {
  const pieces = fc.constantFrom(
    ...['Hi ', 'Tom', ', ', 'my name is ', 'Anna Kovač', '@', '<@U1>', '.com', '/x', '+49 30 ', '123', ' 45 67', '. '],
    ...[
      'sk-',
      'a1B2c3',
      '[person 1]',
      '私は',
      '田中',
      'です',
      'さん',
      '\n— ',
      'меня зовут ',
      'Игорь',
      'password: ',
      '¶4',
    ],
  );
  const talk = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
  );

  it('never throws, and done again changes nothing', () => {
    fc.assert(
      fc.property(talk, (text) => {
        const one = createMask([essay], [text]);
        const masked = one.mask(text);
        expect(one.mask(masked)).toBe(masked);
      }),
      { numRuns: 300 },
    );
  });

  it('lets no address, mention, key or given name through, wherever they stand', () => {
    const secrets = fc.constantFrom(
      ...[
        'tom.b@example.org',
        '<@U012ABC45>',
        '@tomasz',
        '+49 170 1234567',
        'https://x.example/u/tom',
        'sk-abc123def456',
      ],
    );
    fc.assert(
      fc.property(fc.lorem({ maxCount: 8 }), secrets, fc.lorem({ maxCount: 8 }), (before, secret, after) => {
        const masked = mask(`${before} ${secret} ${after}, my name is Zbigniew`);
        expect(masked).not.toContain(secret);
        expect(masked).not.toContain('Zbigniew');
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ...['a', ' ', '1', '1 ', '+1', 'a.', 'a@', '@a', '@', '.', '<', '<@', '(', '[', 'Hi ', 'Hi Aa, ', 'Aa ', 'http://'],
    ...[
      'www.',
      'sk-',
      '-',
      'a-1',
      'A1',
      '::',
      'DE89 ',
      'Mr. ',
      '田',
      '田中さん',
      'ア',
      'я ',
      '\n',
      '\n—',
      'password: ',
    ],
    ...['-----BEGIN KEY-----', '12 Baker ', 'ул. Ааа ', '4111-', 'Мой друг ', 'calle Aa de la ', '[person 1]', "d'"],
  ])('takes hostile repetitions of %j in stride', (piece) => {
    const text = piece.repeat(Math.ceil(40_000 / piece.length));
    const before = performance.now();
    mask(text);
    expect(performance.now() - before).toBeLessThan(2_500);
  });
});
