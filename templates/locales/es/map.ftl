# Mapas: de un país, de un estado, de una zona.
map-title = Mapa de { $node }
map-see = Ver el mapa
map-found = { $schools ->
    [one] Aquí hay una escuela
   *[other] Aquí hay { $schools } escuelas
  }; { $today ->
    [0] el mapa no muestra actividad de este mes en ninguna
    [one] el mapa muestra actividad de este mes en una
   *[other] el mapa muestra actividad de este mes en { $today }
  }{ $once ->
    [0] {""}
    [one] , y de antes en una
   *[other] , y de antes en { $once }
  }.
map-says = { CAPITAL($name) }: { $how }
map-says-many = { CAPITAL($name) }: { $schools ->
    [one] una escuela
   *[other] { $schools } escuelas
  }; en { $today } hay actividad este mes, en { $once } la hubo antes
map-near = Cerca de { $name }
map-state-today = Hay actividad este mes
map-state-once = Hubo actividad antes
map-state-untold = Todavía no, o no se dice
map-read-alone = Cada marca es una escuela y lleva a su página.
map-read-branches = Cada círculo es un lugar, con el número de sus escuelas, y lleva a su página. Los puntos pequeños son las escuelas.
map-read-gathered = Un círculo con número reúne a las escuelas que están cerca, y lleva a verlas de cerca. Los puntos pequeños son las escuelas.
map-moved = Donde hay varias en el mismo lugar, las marcas están separadas; una línea las une con el punto donde están.
map-practice-is = Hay actividad donde este mes hubo una relación tutora o una demostración pública. Donde enseña una sola persona, no se dice.
map-unplaced = { $count ->
    [one] De una escuela no se sabe dónde está: no aparece en el mapa.
   *[other] De { $count } escuelas no se sabe dónde están: no aparecen en el mapa.
  }
map-part = Esta es una parte del mapa: solo cuenta lo que se ve.
map-empty = En esta parte no hay escuelas.
map-around = Ver más alrededor
map-whole = Ver todo el mapa
map-table = Los mismos datos en tabla
map-scale-km = { $length } km
map-scale-m = { $length } m
map-col-school = Escuela
map-col-place = Lugar
map-col-how = Cómo va
map-col-schools = Escuelas
map-col-today = Este mes
map-col-once = Antes
map-col-active = Con relaciones
map-col-practising = Con demostra­ciones
map-tile-absent = { $state }: todavía no está en la red
map-tiles-read = Cada cuadro es un estado, más o menos en su lugar, y lleva a su página. El número dice en cuántas escuelas hubo relaciones tutoras este mes, y la barra, qué parte de sus escuelas son.
map-tiles-else = { $count ->
    [one] Un lugar no tiene cuadro; está en la tabla.
   *[other] { $count } lugares no tienen cuadro; están en la tabla.
  }
map-where = Dónde está
map-point = { $latitude }, { $longitude }
map-north = { $degrees }° N
map-south = { $degrees }° S
map-east = { $degrees }° E
map-west = { $degrees }° O
map-see-in = Verla en el mapa de { $node }
