# El acervo: buscar en él, de dónde viene un tema, cuáles son el mismo.
fund-narrow = Buscar con más detalle
fund-in = Dónde
fund-in-school = Se ofrece en { $place }
fund-in-zone = Se ofrece en { $place }
fund-in-fund = En el acervo de { $place }
fund-in-all = En toda la red
fund-any = Todos
fund-language = Idioma
fund-origin = De dónde viene
fund-lead-zone = { $count ->
    [0] Nadie de { $place } ofrece un tema así.
    [one] Un tema se ofrece en { $place }.
   *[other] { $count } temas se ofrecen en { $place }.
 }
fund-lead-fund = { $count ->
    [0] El acervo de { $place } no tiene un tema así.
    [one] El acervo de { $place } tiene un tema así.
   *[other] El acervo de { $place } tiene { $count } temas así.
 }
fund-alive-places = { $count ->
    [0] Hoy nadie lo ofrece.
    [one] Se ofrece en un lugar de la red.
   *[other] Se ofrece en { $count } lugares de la red.
 }
fund-alive-named = Se ofrece en { $schools }{ $more ->
    [0] .
    [one] {" "}y en otro lugar de la red.
   *[other] {" "}y en otros { $more } lugares de la red.
 }
fund-adopted-here = { $place } lo adoptó
fund-is-adapted = Es una adaptación de
fund-was-adapted = De aquí se adaptó
fund-is-translation = Es una traducción de
fund-was-translated = Se tradujo como
fund-is-same = Es el mismo tema que
fund-is-near = Se parece a
fund-is-apart = No es el mismo que
fund-adopters = { $count ->
    [one] Una escuela lo adoptó.
   *[other] { $count } escuelas lo adoptaron.
 }
fund-adopted-yours = La tuya también.
fund-adopt = Adoptar este tema en mi escuela
fund-adopt-what = Entra en el acervo de tu escuela sin copiarse: si alguien lo mejora, lo verás mejorado.
fund-adoption-end = Sacarlo del acervo de mi escuela
fund-adapt = Adaptarlo para { $place }
fund-translate = Traducirlo
fund-ties-link = Ver sus parentescos con otros temas
fund-ties-title = Parentescos: { $title }
fund-ties-heading = Parentescos con otros temas
fund-ties-lead = De dónde viene este tema y cuáles son el mismo con otro nombre.
fund-proposals = ¿Son el mismo?
fund-proposals-how = Se parecen. Tú puedes decidir, porque dominas los dos o cuidas el lugar de uno. Lo que digas se puede retirar.
fund-ask-same = ¿Es el mismo tema que este?
fund-ask-translation = ¿Es una traducción de este?
fund-alike-titles = Los títulos se parecen.
fund-alike-sources = Usan la misma fuente.
fund-yes = Sí
fund-no = No, son distintos
fund-ties-list = Lo que se sabe
fund-since = Dicho el { $day }
fund-tie-end = Retirar lo dicho
fund-ties-empty = Todavía nadie ha dicho de dónde viene ni a cuál se parece.
fund-say = Decirlo
fund-say-kind = ¿Qué es este tema respecto al otro?
fund-kind-same = El mismo tema
fund-kind-translation = Una traducción del otro
fund-kind-adapted = Una adaptación del otro
fund-kind-near = Un tema parecido
fund-say-other = ¿Con qué tema?
fund-say-other-help = Escribe una palabra de su título, o pega su dirección.
fund-say-with = Respecto a
fund-say-another = Elegir otro tema
fund-say-choose = Elegir
fund-say-none = No encontramos un tema así que puedas relacionar con este. Prueba con otra palabra.
fund-say-do = Guardar
fund-writing-translation = Estás traduciendo
fund-writing-adapted = Estás adaptando
flash-fund-tied = Quedó dicho.
flash-fund-told-apart = Quedó dicho que son distintos. No se volverá a preguntar.
flash-fund-tie-ended = Se retiró lo dicho.
flash-fund-adopted = El tema entró en el acervo de tu escuela.
flash-fund-adoption-ended = El tema salió del acervo de tu escuela.
fund-heading = El acervo
fund-title = El acervo, datos abiertos
fund-short = Los temas son de todos. Cualquiera puede usarlos y mejorarlos.
fund-to = Llevarse el acervo entero
fund-lead = { $topics ->
    [0] El acervo todavía no tiene temas.
    [one] Un tema y { $versions } textos, para quien los quiera usar y mejorar.
   *[other] { $topics } temas y { $versions } textos, para quien los quiera usar y mejorar.
 }
fund-what = Qué contiene
fund-what-it-is = Los temas con todas sus versiones, su licencia, la escuela de donde vienen, qué ayuda ver antes y cuáles son el mismo, una traducción o una adaptación de otro.
fund-what-is-not = No contiene el nombre de ninguna persona ni dice quién aprendió qué.
fund-files = Llévatelo
fund-file-json = Todo, en JSON
fund-file-json-what = Para programas: temas, versiones y parentescos.
fund-file-csv = Una tabla, en CSV
fund-file-csv-what = Para una hoja de cálculo: un renglón por versión.
fund-file-case = Un paquete CASE 1.0
fund-file-case-what = Para otros sistemas escolares que leen este formato.
fund-permanent = Cada tema conserva su clave para siempre, aquí y en los archivos.
