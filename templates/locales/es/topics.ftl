# Finding a topic.
topics-title = Temas
topics-heading = Temas
topics-lead-here = { $count ->
    [0] En { $place } todavía nadie ofrece un tema.
    [one] En { $place } alguien ofrece { $count } tema.
   *[other] En { $place } se ofrecen { $count } temas.
  }
topics-lead-here-found = { $count ->
    [0] Nadie de { $place } ofrece un tema con esas palabras.
    [one] En { $place } hay { $count } tema con esas palabras.
   *[other] En { $place } hay { $count } temas con esas palabras.
  }
topics-lead-all = { $count ->
    [0] La red todavía no tiene temas.
    [one] La red tiene { $count } tema. Cada uno es una pregunta que se aprende con alguien.
   *[other] La red tiene { $count } temas. Cada uno es una pregunta que se aprende con alguien.
  }
topics-lead-all-found = { $count ->
    [0] En la red no hay temas con esas palabras.
    [one] En la red hay { $count } tema con esas palabras.
   *[other] En la red hay { $count } temas con esas palabras.
  }
topics-find = Buscar
topics-words = Una palabra del tema
topics-words-help = Puedes escribir sin acentos.
topics-search = Buscar
topics-in-school = Ves lo que se ofrece en { $school }.
topics-in-network = Ves los temas de toda la red.
topics-see-all = Ver los de toda la red
topics-see-school = Ver los de { $place }
topics-found = Los temas
topics-none-here = En { $place } nadie lo ofrece todavía. Tal vez sí en otro lugar de la red.
topics-none-found = No encontramos ningún tema con esas palabras. Prueba con otra.
topics-none = Todavía no hay temas.
topics-none-action = Qué es un tema
topics-previous = Página anterior
topics-next = Página siguiente
topics-more = También puedes
topics-to-catalog = Ver el catálogo de { $place }
topics-to-wishes = Ver lo que quiero aprender
topics-to-new = Proponer un tema
topics-free = { $count ->
    [one] Un lugar libre
   *[other] { $count } lugares libres
  }
topics-full = Sin lugar por ahora
topics-full-waiting = { $count ->
    [one] Sin lugar por ahora, espera una persona
   *[other] Sin lugar por ahora, esperan { $count } personas
  }
words-somewhere = otra escuela
words-language-es = Español
words-language-en = Inglés

# One topic.
topic-challenge = El desafío
topic-questions = Preguntas que ayudan
topic-questions-how = Ábrelas solo si te atoras. Una a la vez alcanza.
topic-question = Pregunta { $number }
topic-who = Quién te puede acompañar
topic-who-offers = Quién lo ofrece
topic-who-inside = Los nombres se ven dentro de cada escuela. Entra para saber quién te puede acompañar.
topic-this-very-day = hoy mismo
topic-ask = Pedir que me acompañe
topic-grade = { $grade ->
    [1] primer grado
    [2] segundo grado
    [3] tercer grado
    [4] cuarto grado
    [5] quinto grado
    [6] sexto grado
   *[other] grado { $grade }
  }
topic-visitor = Alguien que viene de visita
topic-someone-there = Alguien de { $place }
topic-visit-there = el { $day }, en tu visita
topic-visit = viene el { $day }
topic-nobody-here = En { $place } nadie ofrece este tema todavía. Di que lo quieres: así se sabe que hace falta.
topic-waiting = { $days ->
    [0] { $count ->
        [one] Espera una persona más, desde hoy.
       *[other] Esperan { $count } personas más, desde hoy.
      }
    [one] { $count ->
        [one] Espera una persona más, desde hace un día.
       *[other] Esperan { $count } personas más. La primera, desde hace un día.
      }
   *[other] { $count ->
        [one] Espera una persona más, desde hace { $days } días.
       *[other] Esperan { $count } personas más. La primera, desde hace { $days } días.
      }
  }
topic-free-here = { $count ->
    [0] Hoy no hay ningún lugar libre.
    [one] Hoy hay un lugar libre.
   *[other] Hoy hay { $count } lugares libres.
  }
topic-elsewhere = { $count ->
    [one] También se ofrece en otro lugar de la red.
   *[other] También se ofrece en otros { $count } lugares de la red.
  }
topic-elsewhere-how-minor = Entre escuelas se aprende en una visita acordada, con alguien de tu escuela presente. Si te interesa, dilo a quien te enseña.
topic-elsewhere-how = Entre personas adultas se acuerda directamente. Con menores, solo en una visita acordada por la escuela.
topic-you-master = Ya dominas este tema. Ahora alguien puede aprenderlo contigo.
topic-invite = Invitar a alguien a aprenderlo
topic-offer-it = Ofrecerlo en mi catálogo
topic-your-catalog = Ver mi catálogo
topic-you-are-in-it = Ya estás aprendiendo este tema con alguien.
topic-to-tutorial = Seguir
topic-you-asked = Ya hay una propuesta para este tema.
topic-to-proposal = Ver la propuesta
topic-you-are-busy = Ahora estás aprendiendo otro tema. Cuando termines, puedes empezar este.
topic-you-wished = Dijiste { $ago } que lo quieres.
topic-your-wishes = Ver lo que quiero aprender
topic-why-summary = Contar por qué me interesa
topic-why-label = Por qué me interesa
topic-why-help = Lo leen solo quien te enseña y quien acepte acompañarte.
topic-said-help = Si fue hoy, no escribas nada.
topic-want = Quiero este tema
topic-want-help = Tu nombre no aparece: en el catálogo solo se ve que alguien lo quiere.
topic-for-another = Anotarlo para alguien de mi grupo
topic-for-whom = Quién lo quiere
topic-said = Qué día lo dijo
topic-for-another-note = Anotar que lo quiere
topic-thread = El hilo de este tema
topic-thread-empty = Todavía nadie domina este tema. El primer nudo puede ser tuyo.
topic-lineage = Ver la genealogía completa
topic-story-began-here-with = Empezó aquí, con { $name }
topic-story-began-here = Empezó aquí
topic-story-began = Empezó en { $school }
topic-story-began-too = También empezó en { $school }
topic-story-crossed = Cruzó de { $from } a { $to }
topic-story-came-here = Llegó aquí desde { $from }
topic-story-more = { $count ->
    [one] Llegó a una escuela más
   *[other] Llegó a { $count } escuelas más
  }
topic-story-people = { $count ->
    [0] Ahora nadie lo domina
    [one] Lo domina una persona
   *[other] Lo dominan { $count } personas
  }
topic-story-few = Lo dominan unas cuantas personas
topic-story-yours = El siguiente nudo puede ser tuyo
topic-story-next = El siguiente nudo es de quien aprenda contigo
topic-sources = Fuentes
topic-sources-empty = Este tema todavía no dice con qué se trabaja.
topic-before = Ayuda haber visto antes
topic-before-advice = No es obligatorio.
topic-version = Versión { $number }, { $day }; { $origin }.
topic-versions-link = Ver las versiones
topic-improve = Mejorar este tema

# Writing a topic.
topic-new-title = Proponer un tema
topic-new-heading = Proponer un tema
topic-new-lead = Escribe algo que tú quisieras entender de verdad, o que ya entiendes y quieres pasar.
topic-edit-heading = Mejorar el tema
topic-edit-lead = Se guarda una versión nueva. Las anteriores no se pierden.
topic-text = El texto
topic-field-title = Título
topic-field-title-help = Mejor si es una pregunta.
topic-field-title-en = Título en inglés
topic-field-subject = Materia
topic-field-challenge = Desafío
topic-field-challenge-help = Qué hay que hacer o averiguar. Deja una línea en blanco entre párrafos.
topic-field-why = Por qué importa
topic-field-why-help = Una o dos frases.
topic-field-questions = Preguntas que ayudan
topic-field-questions-help = Una en cada línea. Orientan, no dan la respuesta.
topic-field-sources = Fuentes
topic-field-sources-help = Una en cada línea: libros, materiales, personas a quienes preguntar. Sin teléfonos ni correos.
topic-field-before = Ayuda haber visto antes
topic-field-before-help = Es un consejo, no una condición. Puedes marcar varios.
topic-field-before-see = Elegir entre los temas
topic-field-language = En qué lengua está escrito
topic-field-origin = De dónde viene
topic-field-licence = Cómo se comparte
topic-new-save = Publicar el tema
topic-licence-stays = Ya no puede ser otra: otras personas escribieron con ella.
topic-edit-save = Guardar la versión nueva
topic-write-aside = Los temas son de todas las personas de la red. Cualquiera los puede usar. Los mejora quien los domina.

# Versions of a topic.
topic-versions-heading = Versiones
topic-versions-lead = { $count ->
    [one] Este tema tiene una sola versión.
   *[other] Este tema tiene { $count } versiones. La más nueva va primero.
  }
topic-versions-list = De la más nueva a la primera
topic-version-heading = Versión { $number }
topic-version-first = Así empezó.
topic-version-same = Solo cambió lo que ayuda haber visto antes, o nada.
topic-version-changed = Cambió: { $parts }.
topic-version-old = Esta no es la versión más nueva.
topic-version-newest = Ver la más nueva
topic-version-part-changed = Cambió en esta versión
topic-version-part-empty = Sin texto.
topic-version-before = Antes decía

# The lineage of a topic.
lineage-title = Genealogía
lineage-heading = De mano en mano
lineage-lead-few = Hasta hoy pasó por unas cuantas personas, en { $schools ->
    [one] una escuela
   *[other] { $schools } escuelas
  }.
lineage-few = unas cuantas personas
lineage-hidden = Son pocas personas todavía. El dibujo de mano en mano lo ven sus escuelas; cuando sean más, lo verá todo el mundo.
lineage-lead-empty = Este tema todavía no ha pasado de una persona a otra.
lineage-lead = { $people ->
    [one] Hasta hoy lo domina una persona.
   *[other] Hasta hoy pasó por { $people } personas, en { $steps ->
        [one] un solo paso
       *[other] { $steps } pasos
      } y { $schools ->
        [one] una escuela
       *[other] { $schools } escuelas
      }. { $crossings ->
        [0] Todavía no cruza de una escuela a otra.
        [one] Cruzó una vez de una escuela a otra.
       *[other] Cruzó { $crossings } veces de una escuela a otra.
      }
  }
lineage-picture = El dibujo
lineage-drawing = Genealogía de { $title }. El mismo contenido está abajo en palabras.
lineage-root = aquí empezó
lineage-tied = lo demostró
lineage-crossed = cruzó a otra escuela
lineage-scroll = Dibujo de la genealogía; se desliza de lado
lineage-names = Ves los nombres de { $place }. De las otras se ve el lugar; donde son pocas personas, un solo nudo por todas.
lineage-no-names = Los nombres se ven solo dentro de cada escuela. Donde son pocas personas se dibuja un solo nudo por todas.
lineage-in-words = En palabras
lineage-around = Es una genealogía muy grande. Aquí se cuenta la parte que está cerca de ti.
lineage-whole = La genealogía completa, paso por paso
lineage-near = Lo que está cerca de ti, paso por paso
lineage-by-school = Cuántas personas lo dominan, lugar por lugar
lineage-knots = { $count ->
    [one] una persona
   *[other] { $count } personas
  }
lineage-schools = { $count ->
    [one] una escuela
   *[other] { $count } escuelas
  }
lineage-places = { $count ->
    [one] un lugar
   *[other] { $count } lugares
  }
lineage-pause = vacaciones
lineage-came-across = llegó de otra escuela
lineage-crossed-here = (cruzó)
lineage-you = esto es tuyo
lineage-withdrawn = se retiró
lineage-contested = las fechas no coinciden
lineage-back = Volver al tema

# A school's catalog.
catalog-title = Catálogo
catalog-heading = Lo que aquí sabemos acompañar
catalog-lead = { $topics ->
    [0] Todavía no hay temas en este catálogo.
    [one] Hay un tema. { $ready ->
        [0] Hoy no tiene lugar.
       *[other] Hoy tiene lugar.
      }
   *[other] Hay { $topics } temas. { $ready ->
        [0] Hoy ninguno tiene lugar.
        [one] Hoy uno tiene lugar.
       *[other] Hoy { $ready } tienen lugar.
      }
  }
catalog-ready = Con lugar hoy
catalog-full = Sin lugar por ahora
catalog-full-how = Abre un tema y di que lo quieres: se ve que alguien espera, no quién.
catalog-waiting = { $count ->
    [one] lo quiere una persona
   *[other] lo quieren { $count } personas
  }
catalog-wanted = alguien lo quiere
catalog-empty = Todavía nadie de aquí ofrece un tema. Empieza con quien ya domine uno.
catalog-more = También puedes
catalog-no-names = Los nombres se ven solo dentro de la escuela.
catalog-to-unmet = Ver lo que se quiere y nadie ofrece
catalog-to-poster = Imprimir el catálogo para la pared

poster-title = Catálogo para la pared
poster-how = Se imprime en una hoja carta con la opción «Imprimir» de tu navegador. Es para dentro de la escuela: lleva nombres.
poster-back = Volver al catálogo
poster-heading = Lo que aquí sabemos acompañar
poster-lead = Elige una pregunta. Busca a quien la domina. Siéntense a conversar.
poster-more = ¿Quieres algo que no está? Dilo: lo buscamos en otra escuela.
poster-count = { $all ->
    [one] { $shown } de { $all } tema
   *[other] { $shown } de { $all } temas
  }

# What is wanted and nobody here offers.
unmet-title = Lo que hace falta
unmet-heading = Lo que se quiere y nadie ofrece aquí
unmet-lead = No se dice quién lo quiere. Si tú puedes acompañar uno de estos temas, alguien te espera.
unmet-wanted = Alguien quiere
unmet-empty = Todo lo que aquí se quiere, alguien lo ofrece.
unmet-quiet = Aquí nadie espera un tema ahora. Quien quiera uno lo dice en la página del tema.
unmet-empty-action = Ver el catálogo
unmet-i-can = Yo puedo acompañar esto
unmet-i-can-how = Para ofrecer un tema hay que dominarlo, y que otras personas lo hayan visto. Hay tres caminos:
unmet-way-alone = Apréndelo por tu cuenta y demuéstralo en público en tu escuela.
unmet-way-vouch = Si ya lo dominas, pide su aval a quien acompaña a tu escuela.
unmet-way-elsewhere = Apréndelo con alguien en una visita y tráelo.
unmet-heading-above = Lo que se espera aquí
unmet-lead-above = No se dice quién lo quiere. Quien acompaña a las escuelas puede acompañar a alguien en una visita, que se acuerda con quien da clases ahí.
unmet-below = En las escuelas alguien espera
unmet-below-none = Hoy nadie espera un tema en las escuelas que acompañas.
unmet-wanted-team = En el equipo alguien quiere
unmet-team-none = En el equipo nadie espera un tema que aquí falte.
unmet-plan = Planear mi demostración
unmet-vouch = Dar mi aval a alguien

# My wishes.
wishes-title = Lo que quiero aprender
wishes-heading = Lo que quiero aprender
wishes-lead = El primero es el que más quieres. Si cambias de idea, cambia el orden.
wishes-list = En tu orden
wishes-nobody-yet = Nadie lo ofrece aquí todavía
wishes-since = lo dijiste { $ago }
wishes-up = Subir
wishes-end = Ya no lo quiero
wishes-why-who = El porqué lo leen solo quien te enseña y quien acepte acompañarte.
wishes-empty = Todavía no has dicho qué quieres aprender.
wishes-empty-action = Ver los temas

# A person's catalog.
mastery-own-title = Mi catálogo
mastery-title = El catálogo de { $name }
mastery-my-page = Mi página
mastery-own-lead = Lo que dominas y ofreces. Puedes hacer una pausa cuando lo necesites: lo que ya empezó sigue.
mastery-lead = Lo que domina y ofrece.
mastery-list = Los temas
mastery-own-empty = Tu catálogo está vacío. Tu primera demostración pone aquí su primer tema.
mastery-empty = Este catálogo está vacío todavía.
mastery-arrange = Arreglar esta oferta
mastery-how-many = A cuántas personas a la vez
mastery-places = { $count ->
    [one] una persona
   *[other] { $count } personas
  }
mastery-save-places = Guardar los lugares
mastery-pause = Hacer una pausa
mastery-resume = Volver a ofrecerlo
mastery-take-out = Sacar del catálogo
mastery-put-in = Poner en el catálogo
mastery-withdraw = Retirar este dominio
mastery-withdraw-help = Solo si fue un error. La oferta se cierra; lo que otras personas aprendieron se queda.
mastery-word-of = con el aval de { $name }
mastery-reason = Cómo se supo: «{ $reason }»
mastery-gone = Lo que se retiró
mastery-gone-help = Si se retiró por error, puede contar otra vez: queda como estaba, con quien la acompañó y con quienes aprendieron de ahí.
mastery-gone-on = se retiró el { $day }
mastery-restore = Que cuente otra vez
mastery-to-vouch = Dar mi aval para un tema más

topic-is-withdrawn = Este tema se retiró del acervo el { $day }. Lo que salió de él sigue en pie.
topic-withdrawn-who = Nadie lo ofrece ni se puede pedir mientras esté retirado.
topic-withdraw = Retirar este tema
topic-withdraw-what = Sale de los catálogos y de las búsquedas. Las relaciones tutoras abiertas siguen y la genealogía se queda. Se puede regresar.
topic-withdraw-do = Retirar el tema
topic-restore = Regresar el tema al acervo
topic-version-withdrawn = Retirada el { $day }
topic-version-withdraw = Retirar esta versión
topic-version-restore = Regresar esta versión
flash-topic-withdrawn = El tema se retiró.
flash-topic-restored = El tema está otra vez en el acervo.
flash-version-withdrawn = La versión se retiró. Cuenta la anterior.
flash-version-restored = La versión cuenta otra vez.
vouch-title = Dar mi aval
vouch-whom-heading = ¿Quién domina ya un tema?
vouch-whom = Personas adultas de la escuela
vouch-whom-children = Si es una niña, un niño o joven, su aval lo da quien es responsable en la escuela.
vouch-whom-nobody = Todavía no hay personas adultas en la lista de este lugar.
vouch-heading = Dar mi aval: { $name }
vouch-lead = Alguien tiene que ser el primer nudo. Con tu aval, el tema entra en su catálogo.
vouch-find = Buscar el tema
vouch-say = El aval
vouch-topic = Tema que domina
vouch-more = Hay más temas. Busca con una palabra para ver los que faltan.
vouch-day = Desde qué día lo domina
vouch-day-help = Si lo dejas vacío, desde hoy. Ponlo si vas a anotar relaciones tutoras anteriores.
vouch-reason = Cómo lo sabes
vouch-reason-help = Por ejemplo: lo aprendió en el taller de la zona y lo mostró ante el grupo.
vouch-save = Dar mi aval
vouch-none-at-all = No hay temas que le falten.
vouch-none = No hay temas con esas palabras que le falten.
vouch-all = Ver todos
vouch-given = Avales que ya tiene
vouch-aside = Tu nombre queda junto al aval. Si fue un error, alguien de su escuela lo puede retirar.

flash-topic-published = El tema ya está en la red.
flash-topic-corrected = Quedó corregido. El texto es el mismo.
flash-topic-improved = Se guardó la versión nueva.
flash-wish-stated = Quedó anotado que lo quieres.
flash-wish-noted = Quedó anotado que lo quiere.
flash-wish-moved = Cambió el orden.
flash-wish-taken-off = Quedó quitado de la lista.
flash-wish-taken-back = Ya no está entre lo que quieres.
flash-offer-made = El tema está en el catálogo.
flash-offer-changed = La oferta cambió.
flash-mastery-withdrawn = Se retiró. Lo que salió de ahí se queda.
flash-mastery-restored = Cuenta otra vez, como antes. Quien lo domina puede ponerlo de nuevo en su catálogo.
flash-mastery-vouched = Tu aval quedó escrito y el tema está en su catálogo.
