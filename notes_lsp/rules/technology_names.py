"""Names of technologies, and how they come out when somebody types along.

None of the wrong ones is a word, or the name of something else, as far as anybody knows.
"""

_SLIPS = """
    Amazon: amzaon amazno
    Angular: agular anuglar angualr
    Ansible: ansibel anisble ansibile ansilbe
    Apache: apahce appache apachi aapche
    Azure: azrue auzre
    Bitbucket: bitbuket bitbukcet bitbuckt
    Cassandra: cassanda cassandara cassadnra casssandra
    ClickHouse: clikhouse clickhosue
    Clojure: clojrue cloujre coljure
    CoffeeScript: cofeescript coffescript
    Cython: cyhton ctyhon
    Debian: debain
    Django: djano djagno dajngo djanog djnago djangoo jdango
    Docker: dokcer doker dcoker dockre
    Elasticsearch: elasticserch elastisearch elasticsaerch elasticseach elasticsearhc elasicsearch elasticsarch elastiscearch elastcsearch elatsicsearch
    Elixir: elxir elixr
    Erlang: erlnag
    Fedora: feodra
    Firefox: firfox fierfox
    GitHub: gihub githbu githb gtihub githup guthub
    GitLab: gitalb giltab
    Golang: golnag
    Google: goolge googel gogle gooogle
    Grafana: graphana grafna garfana grafanna
    Hadoop: hadop haddop hadooop hadoopp
    Haskell: haskel haksell haskall
    Heroku: herkou heruko heroko herokuu
    Hibernate: hibernat hiberante
    Istio: isito
    Jenkins: jenkisn jenknis jenikns
    JavaScript: javscript javasript javascipt javacript javascritp javascrpit javascirpt javasscript jvascript javascrip javasctipt
    Jupyter: juptyer jupytr jupter jypyter jupyetr
    Kafka: kakfa kafak kfaka
    Keycloak: keyclaok keycloack
    Kotlin: koltin kotiln
    Kubernetes: kuberentes kubernates kubernetis kubernets kubenetes kubernestes kuberenetes kubernetees kubernetse kuberntes kuberneties kubernettes kubernes
    Laravel: larvel laraval laravell
    Lucene: luecne lucenne
    MariaDB: mariabd
    Matplotlib: matplolib matplotib matplotllib matplotlb
    Memcached: memcahced memcachd memcachced
    Microsoft: mircosoft micorsoft mircrosoft microsfot microsft
    MongoDB: mongobd mogodb monogdb mongdb
    MySQL: myslq msyql mysq
    Nginx: ngnix nignx ngixn nginix nigix ngnx nnginx
    NumPy: nmupy numppy
    OpenShift: openshfit opneshift opeshift
    OpenStack: openstak opestack openstakc
    OpenTelemetry: opentelemtry opentelemetery opentelementry
    Oracle: orcale oralce
    Pandas: padnas pandsa
    PhantomJS: phatomjs
    Postgres: postgress posgres postgers postgre posgtres
    PostgreSQL: postgressql posgresql postgresl postgrsql postgreslq postgesql postgresqll posgressql
    Prometheus: promethues prometehus promethesus prometheous promotheus
    Puppet: pupppet
    Pygame: pygmae
    PyPI: pyppi
    pytest: pytset pytets pyetst
    Python: pyhton pyton pythn pyhon ptyhon phyton pythno pytohn pythhon pythong
    PyTorch: pytroch pytorhc
    RabbitMQ: rabitmq rabbimq rabbitqm rabbtimq
    React: raect
    Redis: rediss
    Scala: scalaa
    Selenium: selinium seleniun selenuim seleinum
    SQLAlchemy: sqlalchmey sqlalchemey sqlachemy sqlalcehmy sqlalchamy
    SQLite: sqllite slqite sqlte
    Sphinx: shpinx sphnix
    Splunk: spulnk
    Symfony: symfonny
    TensorFlow: tensroflow tensorlfow tensoflow tensorfow
    Terraform: terrafrom teraform terrform terrafom
    TypeScript: typscript typesript typescipt typescritp typscipt tyepscript typescrpt
    Ubuntu: ubunut ubuntuu ubntu ubunto unbuntu
    Vagrant: vargant vagarnt vagrent
    WebAssembly: webassmebly webassembley webasembly webassemby
    Webpack: webapck wepback webpakc
    WordPress: wordpres worpress wordpess
    Zookeeper: zookeper zookepeer zookeepr zokeeper
"""

TECHNOLOGY_NAMES: dict[str, str] = {
    slip: name
    for line in _SLIPS.strip().splitlines()
    for name, slips in [line.strip().split(": ")]
    for slip in slips.split()
}
"""The proper names by the wrong ones, which are in lower case."""
