"""The text that «Try a text» offers: made up, with something of every kind that the parser reads."""

from __future__ import annotations

EXAMPLE = """Opération Grand Large : 37 réseaux de contrebande démantelés en Atlantique

18 mars 2025

LORIENT (France) – Les services de police de 14 pays ont saisi plus de 2,4 tonnes de cocaïne lors de l’opération \
Grand Large, coordonnée par INTERPOL du 3 au 14 mars 2025. Entre 60 et 65 personnes ont été arrêtées.

« Aucun port n’est trop petit pour les trafiquants, et aucun ne doit l’être pour nous », a déclaré la Directrice \
de la police maritime, Solène Kerbiriou.

Elle a ajouté que près de 9 500 conteneurs avaient été contrôlés, dont 320 en haute mer.

Grâce au réseau mondial I-24/7, les enquêteurs ont comparé 41 000 documents de voyage avec les bases de données \
d’INTERPOL.

« Ces résultats montrent ce que valent des échanges en temps réel », a souligné M. Idriss Belkacem, chef de l’unité \
Criminalité organisée d’INTERPOL.

La 5e Conférence régionale sur la sûreté maritime, qui se tiendra à Dakar (Sénégal) du 9 au 11 juin 2025, tirera le \
bilan de l’opération. Depuis 2022, les saisies ont augmenté de 18 %, a précisé M. Belkacem.
"""
