/**
 * Words with a capital, or in katakana, that name nobody: titles, kinds of places and bodies, days, languages, loan
 * words. Lists of writing habits, never of any one essay's terms. All folded.
 */
import { fold } from '../../essay/words.js';

const set = (text: string): ReadonlySet<string> => new Set(fold(text).split(/\s+/));

/** They may be part of a name and prove nothing by themselves. */
const plain = set(`
mr mrs ms miss mx dr prof professor sir lord lady dame king queen prince princess emperor empress tsar czar pope saint st
president premier prime minister ministers chancellor senator secretary general admiral colonel captain major marshal
ambassador governor mayor chairman chairwoman chair director commissioner judge justice father mother brother sister
islands island isle sea ocean river lake mountains mountain mount city town village street road square peninsula
region province district county republic kingdom empire government state states parliament congress senate cabinet
ministry party treaty pact accord agreement conference summit war wars alliance declaration act bill university college
institute institution museum library company union council committee commission court bank church day era age century
internet web bible god earth sun moon mankind christmas easter english latin arabic hebrew sanskrit esperanto
monday tuesday wednesday thursday friday saturday sunday chapter section part figure table note book essay article
senor senora don dona presidente presidenta ministro ministra estado gobierno parlamento constitucion iglesia rey reina
guerra tratado isla islas mar rio ciudad universidad siglo dios tierra gobierno republica santo san santa capitulo
etat eglise parlement republique gouvernement monsieur madame mme mlle mm roi reine president ministre guerre traite
ile iles mer fleuve ville universite dieu terre homme saint sainte chapitre
господин госпожа президент министр премьер профессор доктор король царь император правительство государство республика
парламент конституция бог земля интернет остров острова море река город улица университет война договор глава
`);

/** Parts of the world: names only beside a name ("North Korea"), else a direction. */
const directions = set(`
north south east west northern southern eastern western northeast northwest southeast southwest central far middle near
norte sur este oeste oriente occidente nord sud est ouest orient occident
север юг восток запад северная северный северной северную северных южная южный южной южную южных восточная восточный
восточной восточную западная западный западной западную западных центральная центральной
`);

/** German nouns of measure: what follows them without an article is a noun as any other. */
const measures = set(`
millionen milliarden tausende hunderte dutzend dutzende prozent liter tonnen tonne meter kilometer zentimeter hektar kilo
gramm kilogramm grad euro dollar mark rubel yen pfund franken ende anfang mitte seit jahre jahren jahr monate monaten
wochen tage tagen stunden minuten sekunden teil teile art arten reihe menge mengen zahl paar stück mal seite seiten hälfte
drittel viertel haufen gruppe gruppen sorte sorten januar februar märz april mai juni juli august september oktober
november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag morgen abend nacht kapitel absatz
`);

/** Words that lean on what follows at the beginning of a sentence, and trades, which stand before a name. */
const openers = set(`
about above according across additionally after against alongside already also although always amid among and another any
apart around as aside at author because before behind below beneath besides between beyond both but by citing conversely
despite did does during each either elsewhere enter even eventually every except few finally first following for former
from further given had has have hence here however if in indeed inside instead is its just last late later latter least
less like likewise many maybe meanwhile more moreover most much near neither never nevertheless next nonetheless not
notably nothing now of often on once one only onto opposite or other otherwise our out outside over overall per perhaps
quite quoting rather recently second seldom several should similarly since so some sometimes soon still such than thanks
that the their then there thereby therefore these third this those though three through throughout thus to today together
too toward towards two under unless unlike until upon using versus via was were what when whenever where whereas whether
which while who whom whose why with within without yes yet young old new great late poet critic
según ante bajo con contra desde durante entre hacia hasta mediante para por salvo sin sobre tras aunque porque pero
como cuando donde mientras también además así entonces luego después antes ahora hoy ayer siempre nunca quizá quizás tal
incluso solo sólo aun aún todo toda todos todas ningún ninguna cada otro otra cierto igual junto frente gracias quien
selon avec sans sous sur vers chez contre depuis dès durant entre envers hors jusque malgré outre par parmi pendant pour
afin ainsi alors après avant aussi bien car cependant certes comme comment donc déjà encore enfin ensuite et jamais
lorsque lors mais même moins ni non or parce parfois partout plus plutôt pourtant puis quand que quoique seul seule sinon
surtout tandis tant toujours tout toute tous toutes très trop quant grâce contrairement
по согласно вопреки благодаря для без до после перед между через при про над под около кроме вместо среди ради из от об
хотя если когда где как так что чтобы также тоже однако зато но или либо только лишь даже уже ещё еще потом затем сначала
наконец сегодня вчера теперь здесь там тут поэтому потому затем снова опять всё все весь вся каждый любой другой сам сама
именно вот вообще впрочем напротив иначе конечно возможно вероятно видимо автор
trotz wegen während dank laut gemäß statt anstatt gegen ohne mit nach bei aus auf unter über zwischen durch für seit bis
zu zum zur wenn weil obwohl damit dann dort hier heute gestern auch nur schon noch mehr viele einige manche alle jede jeder
jedes solche beide herr herrn frau familie firma stadt insel land fluss dorf haus graf onkel tante schule projekt band
`);

/** Endings of trades and adverbs: such a word before a name at the opening of a sentence is hardly a forename. */
const trade =
  /(?:ly|ist|ists|er|ers|or|ors|ian|ians|man|woman|ing|ed|ant|ent|ician|ologue|eur|rice|ista|ero|era|dor|dora|ólogo|óloga|лог|ик|ист|тель|ница|ник|ец|кий|ный|вший)$/u;

/** Words of other languages that Japanese prose uses as its own. */
const loanWords = set(`
エッセイ エッセー テーマ ポイント データ メリット デメリット レベル ケース リスク バランス エネルギー システム プロセス
パートナー パートナーシップ ビジネス プロジェクト プログラム インフラ グループ メンバー リーダー リーダーシップ イメージ
アプローチ アイデア アイディア コスト コミュニティ コミュニケーション インターネット ネット メディア ニュース テレビ ラジオ
スポーツ ゲーム ルール モデル パターン タイプ スタイル デザイン サービス センター サイト ページ テキスト コメント メッセージ
メール ノート ペース スピード チャンス チャレンジ ストレス トラブル ショック ダメージ マイナス プラス ゼロ トップ スタート
ゴール シーン ドラマ ストーリー タイトル キーワード ヒント レポート アンケート インタビュー スピーチ プレゼント パーティー
キャンペーン イベント シンポジウム セミナー クラス カリキュラム テスト スキル キャリア サラリー ボランティア サポート
ケア ニーズ ターゲット マーケット シェア ブランド トレンド ブーム ピーク ライン ルート ルーツ エリア ゾーン ブロック
ベース バック フロント リズム メロディー トーン ニュアンス ユーモア ジョーク パロディ ナショナリズム ポピュリズム
リアリズム グローバル グローバル化 ローカル ソフト ハード デジタル アナログ コンピューター コンピュータ カメラ
ガス トン メートル キロ キロメートル センチ グラム パーセント ドル ユーロ ルーブル ポンド カウント カウンター リスト
マーク シンボル スケール サイズ コントロール バランサー フレーム フレームワーク ジレンマ パラドックス タブー
アイデンティティ プライド モラル マナー ベンチ ベッド ドア ガラス パイプ ビル マンション アパート ホテル レストラン
ナショナリスト ナショナリズム ポピュリスト ライバル ポスト ポスト冷戦 パラグラフ セクション センテンス フレーズ
アピール アクセス アドバイス イデオロギー エピソード エリート オープン カバー ガイド キー クリア コンセンサス
シナリオ シフト スタンス ステップ ストップ タイミング ダイナミズム チーム ツール トピック ネットワーク パワー
ビジョン フォーラム プロパガンダ マイナー メカニズム モチベーション モチーフ ユニーク ロジック ワード
`);

/** A title, a kind of place or body, a day, a language: no name by itself. */
export function isPlainCapital(form: string): boolean {
  return plain.has(form);
}

/** A part of the world, which names something only beside a name. */
export function isDirection(form: string): boolean {
  return directions.has(form);
}

/** A word of grammar, with or without a capital. */
export function isGrammar(form: string): boolean {
  return openers.has(form);
}

/** Hardly a forename where it opens a sentence before a name: grammar, an adverb or a trade. */
export function isOpener(form: string): boolean {
  return openers.has(form) || trade.test(form);
}

/** A German noun of measure, before which no name begins. */
export function isMeasure(form: string): boolean {
  return measures.has(form);
}

/** A katakana word of ordinary Japanese. */
export function isLoanWord(run: string): boolean {
  return loanWords.has(fold(run));
}
