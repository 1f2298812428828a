"""First names that are common in the Netherlands: by them names in loose notes are known, also without a register."""

_NAMES = """
Aad Aafke Aaltje Aart Abdel Abdelkader Abdul Abdullah Abel Achmed Ad Adam Adil Adriaan Adriana Adrie Adrienne Agnes
Agnieszka Ahmed Ahmet Aisha Aleida Alex Alexander Alexandra Alfons Alfred Ali Alice Alida Alie Aline Alisa Alissa Amal
Amanda Amber Amina Amir Amira Ana Anass Andre Andrea Andreas Andries André Angela Angelique Aniel Anil Anita Anja Anje
Anke Ankie Anna Annabel Anne Annechien Anneke Annelieke Annelies Anneloes Annemarie Annemiek Annemieke Annemijn Annet
Annette Annie Anniek Annika Anouk Ans Anthonie Anthony Antoinette Anton Antonia Antonie Antonio Antoon Ariane Arie
Arjan Arjen Arnaud Arno Arnold Arnoud Arnout Aron Art Arthur Asha Astrid Auke Aukje Ayla Aylin Ayse Ayşe Aziz Aziza
Aïsha Babette Baran Barbara Barend Bart Bas Bastiaan Bea Beatrijs Beatrix Ben Benjamin Bennie Benno Berend Bernadette
Bernard Bert Bertine Bertus Betty Bianca Bilal Bob Bonnie Boris Bouchra Boudewijn Bouke Boukje Bram Brecht Brenda
Brigitte Britt Bruno Burak Can Carel Carin Carina Carla Carlijn Carlo Carlos Carmen Carol Carola Carolien Caroline
Casper Catharina Cathelijne Cecile Cees Celine Chantal Charles Charlie Charlotte Chris Christa Christel Christiaan
Christian Christien Christina Christine Christoffel Cindy Claire Clara Claudia Clemens Coen Colette Conny Constance
Cor Cora Corine Corinne Cornelia Cornelis Corné Corrie Cynthia Cyril Daan Dagmar Damian Daniel Daniela Danielle
Danique Daniël Daniëlle Danny Daphne Dave David Debbie Deniz Dennis Desiree Diana Dick Diederik Dieke Dieuwertje
Dijana Dilara Dimitri Dina Dineke Dionne Dirk Ditte Dominique Don Donna Dorien Doris Douwe Driss Durk Désirée Ebru
Edgar Edith Eduard Edward Edwin Eef Eefje Eelco Eelke Egbert Ekrem Elena Elif Eline Elisa Elisabeth Elise Elke Ella
Ellen Elly Els Elsa Elsbeth Elske Elvira Emiel Emile Emily Emine Emma Emre Enrico Eric Erica Erik Erika Erna Ernst
Erwin Esmee Esmée Esra Esther Etienne Eugène Eva Evelien Eveline Evelyn Evert Evi Ewa Ewoud Fabian Faisal Famke Fatih
Fatiha Fatima Fatma Fedde Feike Feline Femke Fenna Fenne Ferdinand Ferry Fieke Fien Fleur Flip Florian Floris Fokke
Foppe Francien Francis Franciscus Frank Frans Fransje Fred Freddy Frederik Frederike Freek Freerk Friso Frits Froukje
Gabriella Gabriëlle Geert Geertje Geertruida Gemma Geoffrey George Gerald Gerard Gerardus Gerben Gerbrand Gerda
Gerdien Gerrie Gerrit Gert Gertjan Gertrude Gideon Gijs Gijsbert Gina Giovanni Glenn Gonda Greet Greetje Greta Guido
Guus Guusje Gül Hafid Hakan Halil Hamid Hamza Hanan Hanna Hannah Hanneke Hannie Hans Hansje Harald Harm Harmen Harold
Harrie Harry Harun Hasan Hassan Hatice Hedwig Heidi Hein Heleen Helen Helena Helga Hendrik Hendrika Henk Hennie Henny
Henri Henriëtte Herman Hermien Hester Hidde Hilda Hilde Hillie Hubert Hugo Huib Huibert Hussein Ibrahim Ida Ikram
Ilona Ilse Imane Imke Ina Ineke Ines Inge Ingeborg Ingrid Irene Irma Isa Isabel Isabella Isabelle Ismail Ivan Ivo
Ivonne Jaap Jaco Jacob Jacobus Jacqueline Jacques Jade Jamal James Jamie Jan Janet Janine Janke Janna Janneke Jannes
Jannie Janny Jans Jantine Jantje Janus Jaouad Jarno Jasmijn Jasmina Jason Jasper Jayden Jeanine Jeannette Jelle Jelmer
Jennifer Jenny Jeroen Jesse Jessica Jet Jette Jill Jim Jimmy Jitse Jitske Jo Joachim Joan Joanna Joanne Job Jochem
Johan Johanna Johannes John Johnny Jolanda Jolande Jolanthe Jolien Joliene Joline Jonas Jonathan Joost Jop Joppe Jordi
Jordy Jorg Jorien Joris Jorn Jorrit Jos Jose Joseph Josephine Joshua Josine Josje José Joyce Joëlle Judith Jules Julia
Julian Julie Juliette Julius Juriaan Jurre Jurriaan Justin Kaatje Karel Karen Karien Karim Karima Karin Karina Karlijn
Kars Kasper Katarzyna Kathleen Katinka Katja Kay Kees Kelly Kemal Kenneth Kerim Kevin Khadija Khalid Kim Kimberley
Kirsten Kitty Klaartje Klaas Klaske Koen Koenraad Koos Krijn Kristel Kristian Krzysztof Kubra Kyra Lana Lara Lars
Laura Laurens Laurien Lea Leanne Leendert Leila Lena Lennard Lennart Leo Leon Leonard Leonie Leontien Leontine Lex
Leyla Lia Liam Lian Lianne Lida Liduina Lieke Lien Lies Liesbeth Lieselot Lieve Lilian Lily Lina Linda Lindsey Linsey
Lisa Lisanne Lisette Liza Lizzy Lodewijk Loek Loes Lonneke Lotte Lou Louis Louisa Louise Lourens Luc Luca Lucas Lucia
Lucie Lucien Ludo Luna Luuk Lydia Maaike Maarten Maartje Machteld Madeleine Maike Manon Marc Marcel Marco Marcus
Mareike Marek Margareth Margaretha Margo Margot Margreet Margriet Maria Marian Marianne Marie Marieke Marielle Mariet
Mariette Marijke Marijn Marijne Marike Marina Marinus Mario Marion Marisa Marit Marita Mariëlle Marja Marjan Marjo
Marjolein Marjolijn Marjon Mark Marleen Marlene Marlies Marloes Marlon Marlou Martha Martien Martijn Martin Martina
Martine Marty Mascha Mathieu Mathijs Mathilde Matthias Matthijs Maud Maurice Maurits Mauro Max Mechteld Mehmet Meike
Meindert Melanie Melissa Melle Melvin Menno Merel Merijn Merve Mia Michael Michel Michelle Michiel Mick Mieke Mien
Mike Mila Milan Mimoun Mina Mira Miranda Mirella Miriam Mirjam Mirte Mitchell Mohamad Mohamed Mohammed Monica Monika
Monique Mourad Muhammed Murat Mustafa Myrna Myrthe Nabil Nada Nadia Nadine Nadja Naima Najat Nancy Naomi Natalie
Natasja Nathalie Nel Nelleke Nelly Nick Nicky Nico Nicolaas Nicole Niek Niels Nienke Nina Nine Noa Noah Noor Noortje
Nora Nordin Nour Nout Noël Nuray Olaf Olga Olivia Olivier Omar Omer Onno Orhan Oscar Osman Otto Ouassim Pascal
Pascalle Patricia Patrick Patty Paul Paula Paulien Pauline Peggy Pepijn Peter Petra Petrus Philip Philippe Pien Piet
Pieter Pieternel Pim Piotr Pleun Priya Quinten Rabia Rachel Rachid Raf Rafael Ralf Ralph Ramon Ramona Raoul Rashid
Ravi Raymond Rebecca Redouan Rein Reinier Reinoud Reinout Rembrandt Remco Remi Remko Renate Rene Renee Rens Renske
René Renée Resul Ria Rianne Richard Rick Rico Rienk Rients Riet Rietje Rik Rinke Rinske Rinus Rita Rob Robbert Robert
Robin Roderick Roel Roeland Roelien Roelof Roger Rogier Roland Rolf Romy Ron Ronald Ronnie Roos Rosa Rosalie Rosanne
Roswitha Roxanne Roy Ruben Rudi Rudolf Rudy Rutger Ruth Ruud Ruurd Saar Sabine Sabrina Said Salah Salma Sam Samantha
Samir Samira Samuel Sander Sandra Sanne Sara Sarah Sarina Sascha Saskia Sebastiaan Sebastian Selim Selma Semih Serge
Serkan Shanti Sharon Sheila Shirley Sibel Siebe Siebren Siem Sien Sietse Sietske Sigrid Siham Sikko Silke Silvia Simon
Simone Sipke Siri Sjaak Sjaan Sjef Sjoerd Sjoerdje Sjoert Sjors Sjoukje Sjuul Sofia Sofie Sonja Sophia Sophie Soraya
Souad Soufiane Stan Stef Stefan Stefanie Steffie Stella Stephan Stephanie Steven Stijn Sunita Susan Susanne Suzan
Suzanne Sven Swen Sybren Sylvia Sylvie Sytse Tamara Tanja Tara Tarik Tess Tessa Teun Teunis Teuntje Thea Theo Theodoor
Theresa Thijmen Thijs Thom Thomas Tiemen Tijmen Tijn Tim Timo Timon Tina Tineke Titia Tjalling Tjeerd Tjerk Tjibbe
Tjitske Tobias Tom Ton Tonnie Toon Trees Trijntje Trudy Truus Twan Tycho Ursula Valentijn Vanessa Veerle Vera
Veronique Victor Victoria Vincent Viola Violet Vivian Vivianne Walter Wanda Ward Wendy Werner Wesley Wessel Wiebe
Wieger Wiepke Wiesje Wietske Wietze Wijnand Wil Wilbert Will Wilco Wilfred Wilhelm Wilhelmina Willeke Willem Willemien
Willemijn Willy Wilma Wim Winfried Winston Wout Wouter Wubbo Wybe Wytze Xander Yara Yasin Yasmin Yasmina Yasmine
Yassin Yassine Ybo Yildiz Ymke Younes Youssef Ytje Yusuf Yvette Yvonne Zakaria Zara Zeynep Zoe Zohra Zoë
"""
FIRST_NAMES = frozenset(_NAMES.split())
# words of their own too: names only where a family name stands behind them, or what somebody does
_SAID_ALSO_WORDS = """
    Ad Art Bas Ben Can Don Elke Jade Job Jet Lex Luna Mark Max Nada Nine Rein Roos Said Stella Ton Ward Wil Will
"""
ALSO_WORDS = frozenset(_SAID_ALSO_WORDS.split())
