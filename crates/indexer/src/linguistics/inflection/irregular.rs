//! Words whose forms no ending explains: the word, then its forms, as the index folds them.
//!
//! Forms that are as often a form of another word are left out (`left`, `lives`, `bases`), and so are words that carry no meaning in a
//! question (`is`, `was`, `had`).

/// The irregular words of a language.
pub(super) fn of(lang: &str) -> impl Iterator<Item = &'static str> + Clone {
    let lines = match lang {
        "de" => GERMAN,
        "en" => ENGLISH,
        "es" => SPANISH,
        "fr" => FRENCH,
        "it" => ITALIAN,
        "nl" => DUTCH,
        "pt" => PORTUGUESE,
        "sv" => SWEDISH,
        _ => "",
    };
    lines.split(',').map(str::trim).filter(|line| !line.is_empty())
}

const ENGLISH: &str = "\
    go goes went gone, take took taken, give gave given, know knew known, \
    think thought, find found, tell told, begin began begun, bring brought, buy bought, \
    catch caught, teach taught, seek sought, fight fought, build built, send sent, spend spent, lend lent, bend bent, lose lost, \
    keep kept, sleep slept, sweep swept, feel felt, meet met, deal dealt, \
    write wrote written, speak spoke spoken, break broke broken, choose chose chosen, \
    drive drove driven, ride rode ridden, rise rose risen, arise arose arisen, eat ate eaten, fall fell fallen, \
    fly flew flown, grow grew grown, throw threw thrown, draw drew drawn, blow blew blown, run ran, \
    sing sang sung, sink sank sunk, swim swam swum, drink drank drunk, ring rang rung, spring sprang sprung, win won, \
    wear wore worn, tear tore torn, swear swore sworn, bear bore borne, sell sold, pay paid, hear heard, \
    feed fed, hide hid hidden, bite bit bitten, forget forgot forgotten, forgive forgave forgiven, \
    steal stole stolen, freeze froze frozen, wake woke woken, shake shook shaken, mistake mistook mistaken, \
    shoot shot, sit sat, stick stuck, strike struck, dig dug, hang hung, \
    withdraw withdrew withdrawn, undergo underwent undergone, undertake undertook undertaken, overcome overcame, \
    rebuild rebuilt, rewrite rewrote rewritten, weave wove woven, flee fled, \
    child children, man men, woman women, foot feet, tooth teeth, goose geese, mouse mice, ox oxen, \
    good better best, bad worse worst, wife wives, knife knives, half halves, wolf wolves, shelf shelves, thief thieves, loaf loaves, \
    calf calves, hoof hooves, index indices, matrix matrices, vertex vertices, vortex vortices, appendix appendices, \
    criterion criteria, phenomenon phenomena, bacterium bacteria, curriculum curricula, \
    fungus fungi, nucleus nuclei, radius radii, stimulus stimuli, alumnus alumni, cactus cacti, analysis analyses, \
    crisis crises, thesis theses, hypothesis hypotheses, synthesis syntheses, parenthesis parentheses, \
    axis axes";

const GERMAN: &str = "\
    gehen ging gingen gegangen geht, kommen kam kamen gekommen, nehmen nahm nahmen genommen nimmt, geben gab gaben gegeben gibt, \
    sehen sah sahen gesehen sieht, sprechen sprach sprachen gesprochen spricht, schreiben schrieb schrieben geschrieben, \
    finden fand fanden gefunden, bringen brachte brachten gebracht, denken dachte dachten gedacht, wissen wusste wussten gewusst weiß, \
    stehen stand standen gestanden, liegen lag lagen gelegen, lesen las lasen gelesen liest, fahren fuhr fuhren gefahren, \
    tragen trug trugen getragen, halten hielt hielten gehalten, lassen ließ ließen, schließen schloss schlossen geschlossen, \
    beginnen begann begannen begonnen, gewinnen gewann gewannen gewonnen, verlieren verlor verloren, \
    werfen warf warfen geworfen, helfen half halfen geholfen, treffen traf trafen getroffen, sterben starb starben gestorben, \
    essen aß aßen gegessen, trinken trank tranken getrunken, singen sang sangen gesungen, steigen stieg stiegen gestiegen, \
    bleiben blieb blieben geblieben, ziehen zog zogen gezogen, fliegen flog flogen geflogen, rufen rief riefen gerufen, \
    laufen lief liefen gelaufen, schlagen schlug schlugen geschlagen, wachsen wuchs wuchsen gewachsen, \
    kennen kannte kannten gekannt, nennen nannte nannten genannt, gut besser beste besten";

const FRENCH: &str = "\
    oeil yeux, voir vu vus vue vues, prendre pris prise prises, mettre mis mise mises, écrire écrit écrits écrite écrites, \
    lire lu lus lue lues, venir venu venus venue venues, tenir tenu tenus tenue tenues, connaître connu connus connue connues, \
    recevoir reçu reçus reçue reçues, naître né née nés nées, mourir mort morts morte mortes, vivre vécu, boire bu, \
    bon meilleur meilleure meilleurs meilleures";

const SPANISH: &str = "\
    hacer hizo hicieron hecho hechos hecha hechas, ver visto vistos vista vistas, poner puso puesto puestos puesta puestas, \
    escribir escrito escritos escrita escritas, morir murió murieron muerto muertos, abrir abierto abiertos abierta abiertas, \
    romper roto rotos rota rotas, volver vuelto vuelve, traer trajo trajeron, bueno mejor mejores, malo peor peores";

const ITALIAN: &str = "\
    vedere visto visti vista viste vide, prendere preso presi presa prese, mettere messo messi messa messe, \
    scrivere scritto scritti scritta scritte scrisse, leggere letto letti letta lette, perdere perso persi persa perse, \
    vivere visse vissuto, nascere nacque nato nati nata nate, aprire aperto aperti aperta aperte, rompere rotto rotti rotta rotte, \
    uomo uomini, buono migliore migliori";

const PORTUGUESE: &str = "\
    fazer fez fizeram feito feitos feita feitas, ver visto vistos vista vistas, pôr pôs posto postos posta, \
    trazer trouxe trouxeram, escrever escrito escritos escrita escritas, abrir aberto abertos aberta abertas, \
    bom melhor melhores, mau pior piores";

const DUTCH: &str = "\
    gaan ging gingen gegaan, komen kwam kwamen gekomen, nemen nam namen genomen, geven gaf gaven gegeven, zien zag zagen gezien, \
    spreken sprak spraken gesproken, schrijven schreef schreven geschreven, vinden vond vonden gevonden, \
    brengen bracht brachten gebracht, denken dacht dachten gedacht, weten wist wisten geweten, staan stond stonden gestaan, \
    lezen las lazen gelezen, houden hield hielden gehouden, beginnen begon begonnen, winnen won wonnen gewonnen, \
    verliezen verloor verloren, kind kinderen, stad steden, schip schepen, goed beter beste";

const SWEDISH: &str = "\
    gå gick gått, komma kom kommit, ta tog tagit, ge gav gett givit, se såg sett, skriva skrev skrivit, finna fann funnit, \
    veta visste vetat, stå stod stått, ligga låg legat, läsa läst, hålla höll hållit, börja börjat, vinna vann vunnit, \
    säga sade sagt, göra gjorde gjort, bok böcker, man män, fot fötter, tand tänder, hand händer, stad städer, land länder, \
    natt nätter, god bättre bäst, dålig sämre sämst, stor större störst, liten mindre minst";
