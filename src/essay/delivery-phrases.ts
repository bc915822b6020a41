/**
 * What is said about where a reply went, its pictures and files, and the words a window asks for; part of the phrases, in
 * a file of its own for length.
 */
import type { Language } from './types.js';

export const deliveryPhrases = {
  answeredPersonally: {
    en: 'I answered in a direct message: this is for you alone.',
    ru: 'Ответ — в личном сообщении: он только для вас.',
    ja: 'あなただけへの返事なので、ダイレクトメッセージで送りました。',
    de: 'Die Antwort steht in einer Direktnachricht: Sie ist nur für Sie.',
    es: 'Respondí en un mensaje directo: es solo para usted.',
    fr: 'J’ai répondu en message direct : c’est pour vous seul.',
  },
  cannotAnswerPersonally: {
    en: 'The answer is for you alone, and I may not write to you. Use the slash command: only you see what it brings ({typed}).',
    ru: 'Ответ только для вас, а писать вам я не могу. Введите команду со слешем: её ответ видите только вы ({typed}).',
    ja: 'あなただけへの返事ですが、メッセージを送れません。スラッシュコマンドなら、返事はあなただけに見えます（{typed}）。',
    de: 'Die Antwort ist nur für Sie, und ich darf Ihnen nicht schreiben. Nehmen Sie den Slash-Befehl: Was er bringt, sehen nur Sie ({typed}).',
    es: 'La respuesta es solo para usted y no puedo escribirle. Use el comando con barra: solo usted ve lo que trae ({typed}).',
    fr: 'La réponse est pour vous seul, et je ne peux pas vous écrire. Utilisez la commande slash : vous seul voyez ce qu’elle apporte ({typed}).',
  },
  filesInDirectMessages: {
    en: 'The file is in your direct messages with me.',
    ru: 'Файл — в наших личных сообщениях.',
    ja: 'ファイルはダイレクトメッセージにあります。',
    de: 'Die Datei steht in unseren Direktnachrichten.',
    es: 'El archivo está en nuestros mensajes directos.',
    fr: 'Le fichier est dans nos messages directs.',
  },
  pictureRefused: {
    en: 'The picture could not be attached here. It shows: {alt}',
    ru: 'Картинку здесь приложить не удалось. На ней: {alt}',
    ja: 'ここには画像を添付できませんでした。内容：{alt}',
    de: 'Das Bild konnte hier nicht angehängt werden. Es zeigt: {alt}',
    es: 'La imagen no se pudo adjuntar aquí. Muestra: {alt}',
    fr: 'L’image n’a pas pu être jointe ici. Elle montre : {alt}',
  },
  fileRefused: {
    en: 'The file {name} could not be attached here.',
    ru: 'Файл {name} здесь приложить не удалось.',
    ja: 'ここにはファイル {name} を添付できませんでした。',
    de: 'Die Datei {name} konnte hier nicht angehängt werden.',
    es: 'El archivo {name} no se pudo adjuntar aquí.',
    fr: 'Le fichier {name} n’a pas pu être joint ici.',
  },
  pictureShows: {
    en: 'Picture: {alt}',
    ru: 'Картинка: {alt}',
    ja: '画像：{alt}',
    de: 'Bild: {alt}',
    es: 'Imagen: {alt}',
    fr: 'Image : {alt}',
  },
  backItUp: {
    en: 'Back it up',
    ru: 'Сверить с эссе',
    ja: '文章で裏づける',
    de: 'Am Text belegen',
    es: 'Contrastar con el texto',
    fr: "Étayer par l'essai",
  },
  yourWords: {
    en: 'Your words',
    ru: 'Ваш текст',
    ja: 'あなたの言葉',
    de: 'Ihre Worte',
    es: 'Su texto',
    fr: 'Vos mots',
  },
  optionFile: {
    en: 'A text to add, as a file',
    ru: 'Текст, который добавить, файлом',
    ja: '追加する文章のファイル',
    de: 'Ein Text zum Hinzufügen, als Datei',
    es: 'Un texto para añadir, como archivo',
    fr: 'Un texte à ajouter, en fichier',
  },
} as const satisfies Record<string, Record<Language, string>>;
