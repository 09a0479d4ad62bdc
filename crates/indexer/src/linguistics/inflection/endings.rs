//! The endings that Snowball's stemmers remove, for each language, most frequent first.
//!
//! Each is put on a stem. `+` doubles the stem's last letter before it: `stop+ed`. The letters before `>` replace the end of the stem:
//! `i>y` makes `study` of `studi`. A form without an ending comes first and is not listed.

use super::folded::fold;

/// An ending and how it joins a stem.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    /// The end of the stem that the ending replaces.
    pub replaces: &'static str,
    /// Whether the last letter of the stem is doubled.
    pub doubles: bool,
    /// The letters that follow.
    pub letters: &'static str,
    /// The same letters, folded.
    pub folded: String,
}

impl Ending {
    fn parse(text: &'static str) -> Ending {
        let (replaces, ending) = text.split_once('>').unwrap_or(("", text));
        let doubles = ending.starts_with('+');
        let letters = ending.trim_start_matches('+');
        Ending { replaces, doubles, letters, folded: fold(letters) }
    }

    /// The form of a stem with this ending, if the stem has the letters that the ending replaces.
    pub(super) fn put_on(&self, stem: &str) -> Option<String> {
        let base = stem.strip_suffix(self.replaces)?;
        let mut form = base.to_owned();
        form.extend(base.chars().last().filter(|_| self.doubles));
        form.push_str(self.letters);
        Some(form)
    }
}

/// The prefixes of a language that its stemmer removes, the longest first, separated by spaces.
pub(super) fn prefixes(lang: &str) -> &'static str {
    if lang == "ar" {
        "وبال فبال وكال وال بال كال فال ولل فلل ال لل وب فب و ف ب"
    } else {
        ""
    }
}

/// Endings that whole words take beside their stems: `notations` has the stem `notat`.
pub(super) fn on_words(lang: &str) -> &'static [&'static str] {
    if matches!(lang, "en" | "es" | "fr" | "pt") { &["s"] } else { &[] }
}

/// A word without the prefixes of its language, as readers of the rules see it.
pub(super) fn without_prefix<'a>(word: &'a str, prefixes: &str) -> &'a str {
    let removed = |prefix: &str| word.strip_prefix(prefix).filter(|rest| rest.chars().nth(2).is_some());
    prefixes.split(' ').find_map(removed).unwrap_or(word)
}

/// The endings of a language.
pub(super) fn of(lang: &str) -> Vec<Ending> {
    let endings = match lang {
        "ar" => ARABIC,
        "da" => DANISH,
        "de" => GERMAN,
        "el" => GREEK,
        "en" => ENGLISH,
        "es" => SPANISH,
        "fi" => FINNISH,
        "fr" => FRENCH,
        "hu" => HUNGARIAN,
        "it" => ITALIAN,
        "nl" => DUTCH,
        "nb" | "nn" | "no" => NORWEGIAN,
        "pt" => PORTUGUESE,
        "ro" => ROMANIAN,
        "ru" => RUSSIAN,
        "sv" => SWEDISH,
        "ta" => TAMIL,
        "tr" => TURKISH,
        _ => "",
    };
    [""].into_iter().chain(endings.split_whitespace()).map(Ending::parse).collect()
}

const ARABIC: &str = "\
    ي ين ا ان ها ه نا ت هم كم هن كما ة ك كن وا هما ن تنا يها ينا يهما يهم تها يه يهن تكم تك تهم تكما تهن ته يك ون \
    تهما يكم يكن تكن يكما تا اها انا وها اهم اك اهن اه ني اكم ونا وه اكما اهما وهم اني وهن اكن تم وهما نها نه نني \
    نهما نهن ية وني تن نهم تما ننا وك نكم نكن نكما وكما تاكن وكن وكم تاكم تاكما تاك تاها تاهن تاهم تاهما تاه يني ناه \
    نك ي>ى تانا ونهم تماها تني انهم انهما تننا تنهم ناهن ونهما ناهم وننا تموها و انها انكما ناهما تماه تماهما تنه \
    ناكما تماني ناكن ونه اننا تمونا انكم انكن انه تنهن ونهن تماهن تنهما ناها تموهما انك تماهم ناك تموه تموهن";

const DANISH: &str = "\
    e en er et s ene erne ens ets ere es ede erede ende erende ernes enes ers eren erens eret erets erer else elsen \
    elser elserne ig ige igt lig lige ligt elig elige eligt ighed ligheden heden heder hederne hedens ed eres endes \
    erendes ethed lighed ligheder hed heds st elsens igere igst igste ligere ligst ligste";

const GERMAN: &str = "\
    en e er es ung s ern em enen ungen end ens eren enden ene ig igen ende lich ers st ere keit ischen ige sten isch \
    lichen ische ste liche ener igkeit enes est enheit iger iges eres heit lichkeit at>ät ender erer este esten \
    licher uhrt>ührt ischer liches uck>ücken uhr>ühren igung ik uckt>ückt ug>ügen and>ände endes se ug>üge ang>ängen \
    ang>änge angt>ängt uck>ücke ort>ört erlich keiten und>ünde und>ünden uss>üsse ass>ässig ugt>ügt uhrt>ührte ur>ür \
    agt>ägt ass>ässe or>ören uck>ück aum>äume erlichen opf>öpfe enem igsten isches ster ach>äche art>ärts og>ögen \
    uss>üssen sen stes aft>äfte ahrt>ährt aum>äumen ub>über uch>üche erem igkeiten ag>äge ahlt>ählt ang>änger at>äte \
    on>önen uckt>ückte enheiten alt>ält ar>äre auft>äuft uckt>ückten ull>üllen ur>üren ust>üste ut>üten utz>ütze \
    utz>ützen erliche igem ahr>ährigen and>änder and>ändigen ar>ären atz>ätze ock>öcke or>öre ugel>ügel uhr>ührung \
    ullt>üllt ullt>üllte undet>ündet ut>üte ut>ütig heiten lichste ag>ägen ah>ähe ahl>ählen allt>ällt and>ändig \
    ann>änner ass>äss atz>ätzen ockch>öckchen opf>öpfen ort>örte osch>öschen ubt>übt uch>ücher uchs>üchse uhl>ühl \
    ester";

const GREEK: &str = "\
    η α ο εσ ησ ων ει ια ασ οσ ου ουσ ε οι ουν ι ικο αν ικα εισ ικων εται ηκε ιων ιου ικου ονται ατα ηκαν ατοσ ησε \
    οντασ εων ησει ισμο ουσε ατων ηθηκε ωντασ ησαν ω ισμου οταν ηθει ησουν ισει ουνται ισε υ ιζει ονταν ιστεσ ιζουν \
    ισμοσ οτερα οτερο ηθηκαν ουσαν ωθηκαν ισαν ωθηκε ανε αται ηθουν ιζε οτερη για ιδιο ισουν οτερεσ ουμε υτερο αει \
    ιζαν ισμοι ισμουσ ιστων οτεροσ υτερα ετε ιδιων ιστα ιστη οτεροι υτερη ακι ειτε ιδια ισα ισμων ιστου οτερησ \
    οτερων ουνταν ουσα υτερησ υτεροσ αμε εστερα εστερη εωσ ιζουμε ιο ιουνται ιστησ ιστουσ οτερουσ υτερων ωτερεσ \
    ανεωθηκε ασαι εστερεσ εστεροι εστεροσ ζουν ικισμου ιουνταν ισεισ ιστο ισω ομουν οντανε οσουν οτα οτατα οτατοσ \
    οτοσ οτων ουδακια ουσεσ σαν σε σει σμο σουν στο τοσ των υσ υτερασ υτερεσ υτεροι ωσ ωτα ωτατα ωτατο ωτατου ωτερη \
    ωτερικα ωτερικο";

const ENGLISH: &str = "\
    s ed e ing +ed +ing es i>y er ion ation ness ous al able ate ity ated ers y +er + +s l>ility l>ilities ities \
    ization izations d ions e>ing ings ent ic ating ations ful ive ence ously ingly ment ely ical i>ying ally ance \
    ant fully ably ates ically ently ible edly ement eness ered ments eous ately als ative ively ism fulness ency \
    ized izing ality ements ering ances ents ication ants ics ences ator ize nesses e>ings i>ys antly ousness \
    ability ional iveness ibly ioned eable eously or ators eful ionally ibility e>ingly eds ives ancy encies alism \
    alities eer eering fuls icated ications icity atively atives eably eal eing ented icate iced izes lation nessing \
    abilities ableness alized anted ateness atingly ational eers efully efulness enting erly ioning isms lated \
    lations lying ors ie>ying alness ancies eered erative eringly ibilities ly +y +ers +ings";

const SPANISH: &str = "\
    a o e es os as ar ado an ó on>ón ados ada aron en ación ando adas ía er arse ará ido ió aba ir arán amos idad \
    ieron aban aciones ida iendo ista ara idos t>cia amente an>án arlo aría istas idas ante ismo mente é ador antes \
    ían ad ería emos able arle ivo iera amiento iva adores irse aran arla irá arlos idades imos á irán oso adora \
    ándose osa arnos erá osas erse ieran ivos í ías ables es>és osos imiento in>ín ivas arían t>cias arme ear erán \
    ue arlas emente icación aremos ible eado ica iría adoras as>ás adamente arles ativa ibles i>ío amientos erlo \
    íamos at>ático eando osamente at>ática ancia aré ativos ivamente iéndose og>ógico ción eados erías ividad i>ía \
    ativas earon ernos en>én og>ógica ativo erle imientos irlo ye yó i>íos isim>ísimo ist>ística u>ú eadas uen \
    at>áticas og>ógicos u>úa ase ean ed";

const FINNISH: &str = "\
    en in a n ia an i t ista at een et e aa ta ien iin issa ä sta ille iä aan ssa esta illa assa ät än istä it ja \
    essa asta eet ti jen ella alla ää lla elle eksi tä lle ina on si iksi issä ana ään ee esti na aksi tiin estä \
    eita ksi ihin ena u>tu eiden illä alle iden stä ka taan ita ansa aista essä ilta ellä nan ässä eista ensa l eja \
    nsa taa u un elta ni ssä o>ko kaa lta u>tua ästä änä eitä ki o>to alta enä inä kin asti lin eille ällä itä kaan \
    eissa nin li ensä tää lista llä mme tia y>ty eensa eihin eilla etta eessa ssaan äksi u>lut insa ea s staan aansa \
    teja ain eeseen eistä eltä len sin ine istaan ellaan etaan te o>son u>nut eena o>koja iltä nassa tien o>non \
    eesta ein imme neet änsä min o tään ästi eä isi u>tuja eelle ineen issaan o>kojen u>tujen aisiin eisiin";

const FRENCH: &str = "\
    e es s er é ait a ée ant és aient ez ement ées ie i ion èrent it ais era erait ir ation is ante ité erai ies \
    ions ers le able ai ique ants iez ât er>ère ne te as ations euse irent erez x ère eux les ements ance antes \
    erais eront t>ce iques issait x>se er>ères ables issant eait tes em>ème l>ux eraient nes eusement ive ément ea \
    ira ères c>çait ités lement ner né es>ès x>ses irait i>yait erons euses if issement i>yant eant isme i>yer ateur \
    nait en>ène er>érer ablement nt>mment c>ça er>éré issaient issent nés tion c>çant et>ète i>yaient i>yé x>sement \
    née ît t>ces eras iment na er>érait amment ication eg>ège er>érée i>ya ances asse ateurs eaient iste ives lé \
    naient c>çaient er>ération es>èse et>été i>yée iquement istes ivement ment tait er>éra i>yez irais ler nement \
    tions èrement ed>ède i>yés eriez irez isse";

const HUNGARIAN: &str = "\
    t k ok ek ak ot et at ban ben nak nek ra re val vel hoz hez ból ből tól től ról ről ba be on en ön n nál nél ig \
    ért ként a e ja je i ai ei jai jei m om em am d od ed ad unk ünk tok tek ének ának okat eket akat okban ekben \
    akban oknak eknek aknak okra ekre akra okkal ekkel akkal okból ekből októl ektől okról ekről akról okhoz ekhez \
    okon eken akon oké eké ában ében ára ére át ét ával ével ából ához éhez ánál énél áról éről ától étől án én kor \
    ul ül vá vé ás és ása ése ását ését eit ait aiban eiben ainak einek aira eire aival eivel aiból eiből aihoz \
    eihez jaiban jeiben jának jének ját jét jára jére jában jében jával jével mat met nkat nket unkat ünket otok \
    etek";

const ITALIAN: &str = "\
    i e o a ato are ia ata io ati ate ano ando ava ò ar ere azione arsi ie ito endo ità amente à eva ita avano ire \
    ono erà hi ica iato iva ico iti amento iare he asse azioni arlo iamo evano iata ante mente t>za ì ici è imento \
    ite arono arla iano iati ersi andosi uto erebbe anti iche iate ivo eranno uta abile isce ete ismo erò iere ista \
    osi isti oso iò arne osa iava ir atori atore erlo amenti uti arli iando assero arvi ute anza iar ivi t>ze arle \
    imenti armi ibile eremo ivano ive arci endosi iavano erla abili emente evi erne essero argli hia ioso irsi irà \
    hio iarsi iscono zione erle irlo ativo endolo erli iamente iamento isca ativa hé ativi ergli icazione ice iosa \
    ose andolo ative arsene erci evo icamente osamente ermi ervi assi endogli hiato";

const DUTCH: &str = "\
    en e s + +en ing ingen ig ige igen heid heden elijk elijke elijken lijk lijke lijken baar bare end ende enden \
    igheid igheden elijkheid elijkheden lijkheid baarheid igst igste elijks ens ings es heids er ers +e +ing +ingen \
    +end +ende sen se igs ingswerk ene enen ender endere";

const NORWEGIAN: &str = "\
    e er en et ene a ar es ende s t ast ane ig ens else te ige ande lig ets ede het elig elsen enes elser leg lige \
    ers lege ighet elige as elsene slova eleg heten sloven heter elege elova igheten igheter elighet eloven eige \
    eigar ighetene slov edes ligheter lova eiga lighet eiger elov elovens igede eligheten hetene iger iget slovens \
    endes hetens hetsloven igen iges ligheten loven slovene eligheter elses iga igedes ighetenes liges lov";

const PORTUGUESE: &str = "\
    o a e os as es ar ado ia ou ada ados am ando i adas ação er em aram ava ido ica ida ias á ais ico ir idade ei \
    amente avam ista aria ações idos eu endo iam amos ante icos c>ça idas iu icas ismo ent>ência ador mente is eram \
    indo asse amento istas ável antes adores ivo oso ará ê iva c>ço ara era iram osa ares imento adora é eis c>ças \
    áveis eria arem emos idades ivos osos imos esse ent>ências icamente ivas ear ível assem emente c>ços eado erem \
    osas ue erá ância amentos ea ariam iais ó iar ativa í adamente arão ativo eia c>çado c>çam iado iria c>çada \
    c>çar ivamente iada ira c>çou eo irem c>çando armos eada eas eres imentos iou irá isse éia ativas eos eou eriam \
    essem iando adoras arias osamente íamos erão iadas ávamos éis c>çaram ativos eados";

const ROMANIAN: &str = "\
    ă e i a ul ii at ea ile ele ie ului are ată ia it ilor ate ează aţi area esc elor eşte ică ăm ic ită iţi im ând \
    eze ească itate ire iile ice ite au itatea ind ere em iei irea erea ură ez aţie ându am eau eşti ară aţii os ase \
    eam eţi ui se ităţii t>m t>mul abilă ătoare abil aţia ise ivă ut ităţi iv or oasă iul ător ant itoare itor oare \
    t>ţiune iilor t>mului t>ţiuni ezi ica ios oase abile asem atul ute t>ţiunea ici indu isem ator aţiei ive ută \
    aţiile iat st>şti antă ativ ioase ioasă le at>ător ante iului iţii ori use atea atoare iate oşi sese ai ative \
    ativă at>ătoare st>ştii t>ţiunile aseră eţii iaţi ibil eai icii ităţile at>ători t>ţiunii aţiune ese itul sei \
    atului aţiilor ibilă iem iseră ităţilor sele utul at>ătorii aşi aţilor";

const RUSSIAN: &str = "\
    а и у е о ой ом ая ь ы л ть ый ие ить ла ий ет ил ого ые ое ым ую ия ами ли ит ых ов ю ей я ах лся ила ся ем им \
    ен ою ился ться ии или ется ют ее лась ам лись их ию ится ыми ите ный ят илась иться й ием ью ись ому ив ло но \
    ья ились ье ишь аясь ные лось илось ной ных ешь ась ости ная ным ете ное ются в ило ного ость ена н юсь ими ены \
    ься его ясь на ено йте ны ев нный ятся яя ует ями ную ею ившись ьем итесь ось усь ях ном нные нная иями ьи ему \
    вший нной ными иях ишься ям остью ющий вшись емся ность ною ией нное ному етесь йся нного нных есь ешься яясь \
    нным ности йтесь уют вшие ющим";

const SWEDISH: &str = "\
    en a ar er et e n or arna erna orna s ens ade at ad ande are aste ast an as ets arnas ernas ornas arens het \
    heten heter heterna hetens ig iga igt lig liga ligt ligen igare igast aren arne anden andet andes ades ern erns \
    arnes igheten igheter lighet ligheten ligheter else elser elsen elserna als t d de te na nas igas igaste ligas \
    ligare ligaste";

const TAMIL: &str = "\
    கள் களை ஐ ை ில் ுக்கு க்கு களில் களுக்கு களின் ின் ால் களால் ோடு உடன் ுடன் களும் ும் ான் ார் ாள் து ிய ிருந்து \
    களிலிருந்து ிலிருந்து த்தில் த்தின் த்தை த்துக்கு த்திற்கு த்தால் ங்கள் ங்களை ங்களில் ங்களின் ங்களுக்கு ாக ான \
    ிற்கு";

const TURKISH: &str = "\
    n i ı ler lar ları leri k>ği a ye e ya u lerinin k>ğı te in lerin da lara ine larının lerini de ların inin \
    larını m sini nin nın i> dan du ta ında di k>ğini lere nı sına dı ini ını tan den inde sinin k>ğını larına sine \
    tadır tı ü larda sını lerde yı ına im larında ının lerinde tedir ken ma ti yi ın sında ı> miştir sının lerine \
    sinde tir imi la miş ındaki u> le lerden na lardan me k>ğu idir inden lerinden mış nu mıştır ni ten um larından \
    un unun ç>ci ç>cı larla ndı sından tır unda ından indeki sinden sıyla ım dir ndi sa siyle mi ıyla larıyla ne \
    nların ünü k>ğe k>ğin k>ğine k>ğına ç>ca deki ime leriyle undan k>ğa k>ğın nun unu ün ımı daki iyle iz lerle mı \
    nce nmiştir nmıştır tılar yu üm ünde k>ğinde k>ğinin k>ğü k>ğında ç>ce dur imin muştur nda tü una yle üne ıdır \
    k>ğinden k>ğının dü dır iydi min ndan nmış";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_join_a_stem_by_replacing_and_doubling() {
        for (ending, stem, form) in [
            ("ed", "walk", Some("walked")),
            ("+ed", "stop", Some("stopped")),
            ("i>y", "studi", Some("study")),
            ("i>y", "walk", None),
            ("", "walk", Some("walk")),
        ] {
            assert_eq!(Ending::parse(ending).put_on(stem).as_deref(), form, "{ending} {stem}");
        }
    }
}
