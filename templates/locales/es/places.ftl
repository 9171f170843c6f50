# Cómo cambia un lugar dentro de la red.
changes-title = Cambiar de lugar en la red
changes-heading = Cambios en la red
changes-lead = Aquí cambias de qué lugar depende este, o cómo sigue. Antes de guardar verás qué toca el cambio.
changes-which = Qué cambia
change-move = Pasarlo a otro lugar
change-move-help = Desde un día, este lugar y todo lo que tiene adentro depende de otro. Lo de antes se queda donde pasó.
change-move-heading = Pasar { $node } a otro lugar
change-move-to = De qué lugar va a depender
change-move-do = Pasarlo
change-merge = Unirlo con otro
change-merge-help = Este lugar se cierra hoy. Su gente, sus ofertas, sus deseos y las relaciones tutoras abiertas siguen en el otro.
change-merge-heading = Unir { $node } con otro lugar
change-merge-to = Con cuál se une
change-merge-do = Unirlos
change-split = Dividirlo
change-split-help = Nace un lugar nuevo al lado de este, con una parte de lo que tiene adentro.
change-split-heading = Dividir { $node }
change-split-name = Nombre del lugar nuevo
change-split-children = Qué se va con el lugar nuevo
change-split-do = Dividirlo
change-close = Cerrarlo
change-close-help = Ya no pasa nada nuevo aquí. Solo se cierra un lugar del que ya no es nadie. Su historia se queda.
change-close-heading = Cerrar { $node }
change-close-do = Cerrarlo
change-reopen = Volver a abrirlo
change-reopen-help = Se cerró por error, o vuelve a trabajar. La gente que se fue no regresa sola.
change-reopen-heading = Volver a abrir { $node }
change-reopen-do = Abrirlo
change-search = Buscar
change-search-name = Nombre del lugar
change-search-do = Buscar
change-what = El cambio
change-more = Hay más lugares. Busca por el nombre.
change-no-targets = No hay otro lugar a tu cargo que sirva para este cambio.
change-day = Desde qué día
change-day-help = Hoy o un día pasado. Lo que pasó antes de ese día cuenta donde estaba.
change-review = Ver qué cambia
change-not = No cambiar nada
effect-heading = Esto es lo que cambia
effect-move = Desde el { $day }, { $node } depende de { $to }.
effect-merge = Desde hoy, { $node } se une con { $to } y se cierra.
effect-split = Desde el { $day }, { $to } es un lugar aparte de { $node }.
effect-close = Desde el { $day }, { $node } está cerrado.
effect-reopen = { $node } vuelve a estar abierto.
effect-children = { $count ->
    [one] Se va con un lugar que depende directamente de él.
   *[other] Se va con { $count } lugares que dependen directamente de él.
  }
effect-schools = { $count ->
    [one] Toca a una escuela.
   *[other] Toca a { $count } escuelas.
  }
effect-people = { $count ->
    [0] No toca a ninguna persona.
   *[other] Toca a { $count } personas.
  }
effect-people-few = Toca a menos de 5 personas.
effect-tutorials = { $count ->
    [0] No hay relaciones tutoras abiertas.
    [one] Hay una relación tutora abierta, que sigue.
   *[other] Hay { $count } relaciones tutoras abiertas, que siguen.
  }
effect-offers = { $count ->
    [0] No hay ofertas en el catálogo.
    [one] Hay una oferta en el catálogo, que sigue.
   *[other] Hay { $count } ofertas en el catálogo, que siguen.
  }
effect-wishes = { $count ->
    [0] No hay deseos en espera.
    [one] Hay un deseo en espera, que sigue.
   *[other] Hay { $count } deseos en espera, que siguen.
  }
effect-personal = Donde enseña una sola persona, los números se quedan en su escuela.
effect-merge-stewards = { $count ->
    [0] Nadie es responsable de este lugar.
    [one] La persona responsable de este lugar deja de serlo. En el otro la puedes nombrar de nuevo.
   *[other] Las { $count } personas responsables de este lugar dejan de serlo. En el otro las puedes nombrar de nuevo.
  }
effect-same-names = Hay nombres que se repiten entre los dos lugares. Después de unirlos, agrega una letra para distinguirlos.
effect-split-stewards = El lugar nuevo todavía no tiene responsable. Nómbralo después.
effect-history = Lo que ya pasó se queda donde estaba ese día.
effect-leaves = Ya no lo acompañan:
effect-enters = Ahora lo acompañan:
effect-stewards = { $node } ({ $count ->
    [0] sin responsable
    [one] una persona responsable
   *[other] { $count } personas responsables
  })
effect-nothing-yet = Todavía no se guarda nada.
correction-title = Corregir los datos del lugar
correction-help = El nombre, la clave, dónde está y su hora.
correction-name = Nombre
correction-cct = Clave
correction-time-zone = Zona horaria
correction-time-zone-help = Solo si es otra que la de los lugares de arriba. Por ejemplo: America/Tijuana
correction-latitude = Latitud
correction-latitude-help = En grados, por ejemplo 20.913
correction-longitude = Longitud
correction-longitude-help = En grados, por ejemplo -100.744
correction-unknown = no se sabe
correction-same = Es lo mismo que ya estaba.
correction-do = Guardar los datos
node-changes = Cambios en la red
node-correction = Corregir los datos
node-closed = Este lugar está cerrado desde el { $day }.
node-merged = Este lugar se cerró el { $day } y sigue en
problem-place-closed = Ese lugar está cerrado. Primero hay que volver a abrirlo.
problem-place-in-use = Todavía hay gente de este lugar, o lugares que dependen de él. Únelo con otro, o pásalos antes a otro lugar.
flash-tree-move = Listo: ya depende de otro lugar.
flash-tree-close = Listo: el lugar está cerrado.
flash-tree-reopen = Listo: el lugar está abierto.
flash-tree-merge = Listo: los dos lugares son uno.
flash-tree-split = Listo: este es el lugar nuevo. Nombra a quien será responsable.
flash-node-corrected = Listo: los datos están corregidos.
node-map = Mapa
node-map-get = Descargar los lugares para un mapa
node-map-is = Un archivo GeoJSON con los lugares de aquí cuya posición se sabe. No tiene datos de personas.
levels-title = Niveles de la red
levels-lead = Aquí dices de qué niveles es tu red y cómo se llama cada uno. Vale para este lugar y para todo lo que tiene adentro.
levels-heading = Niveles
levels-which = Qué red es
levels-do = Guardar los niveles
levels-note = Puedes cambiarlo después, mientras no haya lugares de un nivel que la otra no tiene. Nadie pierde su lugar ni su historia.
levels-link = Cómo se llaman los niveles aquí
flash-levels-chosen = Listo: los niveles están guardados.
problem-level-in-use = { $level ->
    [sector] { $count ->
        [one] Aquí hay un sector
       *[other] Aquí hay { $count } sectores
      }
    [municipality] { $count ->
        [one] Aquí hay un municipio
       *[other] Aquí hay { $count } municipios
      }
   *[other] { $count ->
        [one] Aquí hay un lugar de otro nivel
       *[other] Aquí hay { $count } lugares de otro nivel
      }
  }, y esa red no tiene ese nivel. Primero ciérralo, o únelo o pásalo a otra parte.
problem-office-elsewhere = Esa función no va con ese lugar. En una escuela o comunidad empieza quien da clases o la dirige; más arriba, quien asesora, supervisa o trabaja en la oficina.
